// A Cloudflare Worker that does as assay-proxy does. ORIGINS (a variable of the Worker) lists the pages that may ask,
// separated by spaces: "https://assay.example https://me.github.io". Keep its logs off: addresses hold what was looked up.
// Cloudflare turns bodies above its plan's limit away before they come here: 100 MB on the free one.

const UPSTREAM = "https://www.virustotal.com";
const BIG_FILES = "https://bigfiles.virustotal.com";

// The same table as proxy/src/routes/table.rs; a test holds the two together.
const ROUTES = [
  "UPLOAD /api/v3/files",
  "GET /api/v3/files/upload_url",
  "GET /api/v3/files/{digest} ?relationships={file_relation}",
  "ACT /api/v3/files/{digest}/analyse",
  "GET JSON /api/v3/files/{digest}/comments ?limit&cursor",
  "GET JSON /api/v3/files/{digest}/votes ?limit&cursor",
  "GET /api/v3/files/{digest}/behaviours ?limit&cursor",
  "GET /api/v3/files/{digest}/behaviour_summary",
  "GET /api/v3/files/{digest}/behaviour_mitre_trees",
  "GET /api/v3/files/{digest}/download_url",
  "GET /api/v3/files/{digest}/{file_relation} ?limit&cursor",
  "GET /api/v3/files/{digest}/relationships/{file_relation} ?limit&cursor",
  "GET /api/v3/file_behaviours/{behaviour} ?relationships={behaviour_relation}",
  "GET /api/v3/file_behaviours/{behaviour}/html",
  "GET /api/v3/file_behaviours/{behaviour}/{behaviour_relation} ?limit&cursor",
  "GET /api/v3/file_behaviours/{behaviour}/relationships/{behaviour_relation} ?limit&cursor",
  "GET /api/v3/sigma_rules/{rule}",
  "GET /api/v3/yara_rulesets/{rule}",
  "FORM /api/v3/urls",
  "GET /api/v3/urls/{url} ?relationships={url_relation}",
  "ACT /api/v3/urls/{url}/analyse",
  "GET JSON /api/v3/urls/{url}/comments ?limit&cursor",
  "GET JSON /api/v3/urls/{url}/votes ?limit&cursor",
  "GET /api/v3/urls/{url}/{url_relation} ?limit&cursor",
  "GET /api/v3/urls/{url}/relationships/{url_relation} ?limit&cursor",
  "GET /api/v3/domains/{domain} ?relationships={domain_relation}",
  "ACT /api/v3/domains/{domain}/analyse",
  "GET JSON /api/v3/domains/{domain}/comments ?limit&cursor",
  "GET JSON /api/v3/domains/{domain}/votes ?limit&cursor",
  "GET /api/v3/domains/{domain}/{domain_relation} ?limit&cursor",
  "GET /api/v3/domains/{domain}/relationships/{domain_relation} ?limit&cursor",
  "GET /api/v3/ip_addresses/{ip} ?relationships={ip_relation}",
  "ACT /api/v3/ip_addresses/{ip}/analyse",
  "GET JSON /api/v3/ip_addresses/{ip}/comments ?limit&cursor",
  "GET JSON /api/v3/ip_addresses/{ip}/votes ?limit&cursor",
  "GET /api/v3/ip_addresses/{ip}/{ip_relation} ?limit&cursor",
  "GET /api/v3/ip_addresses/{ip}/relationships/{ip_relation} ?limit&cursor",
  "GET /api/v3/resolutions/{resolution}",
  "GET /api/v3/analyses/{analysis}",
  "GET /api/v3/analyses/{analysis}/item",
  "GET /api/v3/analyses/{analysis}/relationships/item",
  "GET /api/v3/comments ?limit&cursor&filter",
  "GET DELETE /api/v3/comments/{comment} ?relationships={comment_relation}",
  "JSON /api/v3/comments/{comment}/vote",
  "GET /api/v3/comments/{comment}/{comment_relation} ?limit&cursor",
  "GET /api/v3/search ?query&limit&cursor",
  "GET /api/v3/metadata",
  "GET /api/v3/users/{user}",
  "GET /api/v3/users/{user}/overall_quotas",
  "GET /api/v3/users/{user}/api_usage ?start_date&end_date",
  "LARGE /bigfiles/{upload} ?*",
  "LARGE /_ah/upload/{upload} ?*",
];

const RELATIONS = {
  file_relation: "analyses behaviours bundled_files carbonblack_children carbonblack_parents ciphered_bundled_files ciphered_parents collections comments compressed_parents contacted_domains contacted_ips contacted_urls dropped_files email_attachments email_parents embedded_domains embedded_ips embedded_urls execution_parents graphs itw_domains itw_ips itw_urls memory_pattern_domains memory_pattern_ips memory_pattern_urls overlay_children overlay_parents pcap_children pcap_parents pe_resource_children pe_resource_parents related_attack_techniques related_references related_threat_actors screenshots sigma_analysis similar_files submissions urls_for_embedded_js user_votes votes",
  behaviour_relation: "attack_techniques file",
  url_relation: "analyses collections comments communicating_files contacted_domains contacted_ips downloaded_files graphs last_serving_ip_address network_location redirecting_urls redirects_to referrer_files referrer_urls related_comments related_references related_threat_actors submissions user_votes votes",
  domain_relation: "caa_records cname_records collections comments communicating_files downloaded_files graphs historical_ssl_certificates historical_whois immediate_parent mx_records ns_records parent referrer_files related_comments related_references related_threat_actors resolutions siblings soa_records subdomains urls user_votes votes",
  ip_relation: "collections comments communicating_files downloaded_files graphs historical_ssl_certificates historical_whois referrer_files related_comments related_references related_threat_actors resolutions urls user_votes votes",
  comment_relation: "author item",
};

const KINDS = {
  digest: /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i,
  behaviour: /^[0-9a-f]{64}_(?!\.*$)[\w .()+-]{1,128}$/i,
  rule: /^[\w-]{1,128}$/,
  url: /^[\w-]{1,3072}$/,
  domain: /^(?!\.*$)[\w.-]{1,253}$/,
  ip: /^(?:(?:\d{1,3}\.){3}\d{1,3}|(?=.*:)[0-9a-f:.]{2,45})$/i,
  resolution: /^(?!\.*$)[\w.:-]{1,320}$/,
  analysis: /^[\w=-]{1,512}$/,
  comment: /^(?!\.*$)[\w.:-]{1,512}$/,
  user: /^(?!\.*$)[\w.@+-]{1,128}$/,
};
for (const [kind, names] of Object.entries(RELATIONS)) KINDS[kind] = new RegExp(`^(?:${names.replaceAll(" ", "|")})$`);

const PARAMETERS = {
  limit: /^\d{1,4}$/,
  start_date: /^\d{8}$/,
  end_date: /^\d{8}$/,
  cursor: /^\P{Cc}{0,3072}$/u,
  filter: /^\P{Cc}{0,3072}$/u,
  query: /^\P{Cc}{0,3072}$/u,
};

// What VirusTotal gives out as the address for an upload. It passes as it is, because it may be signed.
const GIVEN_SEGMENT = /^(?!(?:\.|%2E)*$)(?:[\w.~=:+,@-]|%(?!2[F5]|5C|[01]|7F)[0-9A-F]{2}){1,2048}$/i;
const GIVEN_QUERY = /^(?:[\w.~=:+,@&/-]|%(?!2[F5]|5C|[01]|7F)[0-9A-F]{2}){0,2048}$/i;
const isGivenPath = (path) => path.length <= 2048 && path.replace(/\/$/, "").split("/").every((segment) => GIVEN_SEGMENT.test(segment));

// What each method takes: how it is called in HTTP, bytes of a body, kinds of one.
const MULTIPART = "multipart/form-data";
const TAKES = {
  GET: ["GET", 0, []],
  DELETE: ["DELETE", 0, []],
  ACT: ["POST", 0, []],
  FORM: ["POST", 64 << 10, ["application/x-www-form-urlencoded", MULTIPART]],
  JSON: ["POST", 64 << 10, ["application/json"]],
  UPLOAD: ["POST", (32 << 20) + (64 << 10), [MULTIPART]],
  LARGE: ["POST", (650 << 20) + (64 << 10), [MULTIPART]],
};

// An answer may hold anything; opened as a page it must be dead, and nobody may keep it.
const SHIELD = {
  "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
  "content-disposition": "attachment",
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
  vary: "Origin",
};

const encode = (text, kept) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => "%" + c.charCodeAt(0).toString(16).toUpperCase()).replace(kept, decodeURIComponent);

function refuse(status, code, message, more = {}) {
  const headers = { ...SHIELD, "cross-origin-resource-policy": "cross-origin", "content-type": "application/json", ...more };
  return new Response(JSON.stringify({ error: { code, message } }), { status, headers });
}

// The path to send, built from the template and checked segments.
function build(template, path) {
  if (template.endsWith("{upload}")) {
    const start = template.slice(0, -"{upload}".length);
    return path.startsWith(start) && isGivenPath(path.slice(start.length)) ? path : null;
  }
  const parts = template.split("/");
  const asked = path.split("/");
  if (parts.length !== asked.length) return null;
  const built = [];
  for (const [at, part] of parts.entries()) {
    if (!part.startsWith("{")) {
      if (part !== asked[at]) return null;
      built.push(part);
      continue;
    }
    let value;
    try {
      value = decodeURIComponent(asked[at]);
    } catch {
      return null;
    }
    if (!KINDS[part.slice(1, -1)].test(value)) return null;
    built.push(encode(value, /%3A|%3D/g));
  }
  return built.join("/");
}

function find(path) {
  for (const line of ROUTES) {
    const [head, names = ""] = line.split(" ?");
    const words = head.split(" ");
    const template = words.pop();
    const target = build(template, path);
    if (target) return { template, takes: words.map((word) => TAKES[word]), names: names.split("&"), target };
  }
  return null;
}

const methods = (found) => found.takes.map(([method]) => method).join(", ");

function isParameter(known, value) {
  const [name, kind] = known.split("=");
  if (!kind) return PARAMETERS[name].test(value);
  const entries = value.split(",");
  return entries.length <= 24 && new Set(entries).size === entries.length && entries.every((entry) => KINDS[kind.slice(1, -1)].test(entry));
}

function query(search, names) {
  if (names[0] === "*") return GIVEN_QUERY.test(search.slice(1)) ? search : null;
  const built = [];
  for (const pair of search.slice(1).split("&").filter(Boolean)) {
    const [, name, raw] = /^([^=]*)=(.*)$/.exec(pair) ?? [];
    let value;
    try {
      value = decodeURIComponent((raw ?? "%").replaceAll("+", " "));
    } catch {
      return null;
    }
    const known = names.find((known) => known && known.split("=")[0] === name);
    if (!known || !isParameter(known, value)) return null;
    if (built.some((one) => one.startsWith(name + "="))) return null;
    built.push(`${name}=${encode(value, /$^/)}`);
  }
  return built.length ? "?" + built.join("&") : "";
}

function tooLarge(limit) {
  const most = limit < 1 << 20 ? `${Math.ceil(limit / 1024)} KiB` : `a file of at most ${limit >> 20} MiB`;
  return refuse(413, "ProxyErrorTooLarge", limit ? `This proxy takes ${most} here.` : "Nothing may be sent along here.");
}

async function ask(request, url, found) {
  const { method, headers } = request;
  if (!found) return refuse(404, "ProxyErrorRoute", "This proxy does not forward this address.");
  const taking = found.takes.find(([name]) => name === method);
  const allow = methods(found);
  if (!taking) return refuse(405, "ProxyErrorMethod", `Allowed here: ${allow}.`, { allow });
  const [, limit, kinds] = taking;
  const search = query(url.search, found.names);
  if (search === null) return refuse(400, "ProxyErrorQuery", "This proxy does not forward these parameters.");
  if (!headers.get("x-apikey")) return refuse(401, "AuthenticationRequiredError", "X-Apikey header is missing");
  const kind = (headers.get("content-type") ?? "").split(";")[0].trim().toLowerCase();
  if (kinds.length && !kinds.includes(kind)) return refuse(415, "ProxyErrorKind", `What is sent along here is ${kinds.join(" or ")}.`);
  const length = headers.get("content-length");
  if (request.body && length === null) return refuse(411, "ProxyErrorRequest", "A body needs a Content-Length.");
  if (Number(length) > limit) return tooLarge(limit);
  const passed = { "user-agent": "assay-worker (gzip)" };
  for (const name of ["x-apikey", "accept", "content-type", "x-tool"]) {
    if (headers.get(name)) passed[name] = headers.get(name);
  }
  const big = "/bigfiles/";
  const target = found.target.startsWith(big) ? `${BIG_FILES}/${found.target.slice(big.length)}` : UPSTREAM + found.target;
  let answer;
  try {
    const body = method === "POST" ? request.body : null;
    answer = await fetch(target + search, { method, headers: passed, body, redirect: "manual", duplex: "half" });
  } catch {
    return refuse(502, "ProxyErrorUnreachable", "The proxy cannot reach VirusTotal.");
  }
  if (answer.status < 200 || (answer.status > 299 && answer.status < 400)) {
    const why = `VirusTotal answered with a redirect (status ${answer.status}). This proxy follows none: it would carry the API key along.`;
    return refuse(502, "ProxyErrorRedirect", why);
  }
  let body = answer.body;
  if (found.template === "/api/v3/files/upload_url" && answer.status === 200) {
    body = handed(await gathered(answer.body), url.origin);
    if (body === null) {
      const why = "VirusTotal gave no address for the file that this proxy knows. Nothing was sent there.";
      return refuse(502, "ProxyErrorUploadAddress", why);
    }
  }
  const response = new Response(body, { status: answer.status, headers: SHIELD });
  response.headers.delete("content-type");
  for (const name of ["content-type", "retry-after"]) {
    if (answer.headers.get(name)) response.headers.set(name, answer.headers.get(name));
  }
  return response;
}

// A short body as text; empty where it is longer.
async function gathered(body) {
  let text = "";
  for await (const piece of body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    if (text.length > 64 << 10) return "";
  }
  return text;
}

// The answer with the upload address in it made one of ours, or null where it leads elsewhere.
function handed(text, here) {
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    return null;
  }
  const [, authority, target] = /^https?:\/\/([^/]*)(\/.*)$/.exec(answer?.data) ?? [];
  const places = { [new URL(UPSTREAM).host]: "", [new URL(BIG_FILES).host]: "/bigfiles" };
  const place = places[authority?.toLowerCase()];
  if (place === undefined || (place === "" && !target.startsWith("/_ah/upload/"))) return null;
  const ours = place + target;
  const at = (ours + "?").indexOf("?");
  // What is given out must be taken when it comes back.
  const found = find(ours.slice(0, at));
  if (!found || query(ours.slice(at), found.names) === null) return null;
  return JSON.stringify({ ...answer, data: here + ours });
}

export default {
  async fetch(request, env) {
    const url = new URL(request.url);
    const origin = request.headers.get("origin");
    const site = request.headers.get("sec-fetch-site");
    const stranger = origin === null ? site && site !== "same-origin" && site !== "none" : origin !== url.origin && !(env.ORIGINS ?? "").split(/\s+/).filter(Boolean).includes(origin);
    if (stranger || request.headers.get("sec-fetch-mode") === "navigate") {
      return refuse(403, "ProxyErrorOrigin", "This proxy does not answer this page. Whoever runs it can add the page's origin to ORIGINS.");
    }
    const found = find(url.pathname);
    if (origin && request.method === "OPTIONS" && request.headers.has("access-control-request-method")) {
      return new Response(null, {
        status: 204,
        headers: {
          "access-control-allow-origin": origin,
          "access-control-allow-methods": found ? methods(found) : "GET, POST, DELETE",
          "access-control-allow-headers": "x-apikey, content-type, accept, x-tool",
          "access-control-max-age": "7200",
          vary: "Origin",
        },
      });
    }
    const response = await ask(request, url, found);
    if (origin) {
      response.headers.set("access-control-allow-origin", origin);
      response.headers.set("access-control-expose-headers", "Retry-After");
    }
    return response;
  },
};
