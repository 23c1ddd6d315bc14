// A Cloudflare Worker that does as assay-proxy does. ORIGINS (a variable of the Worker) lists the pages that may ask,
// separated by spaces: "https://assay.example https://me.github.io". Keep its logs off: addresses hold what was looked up.

const UPSTREAM = "https://www.virustotal.com";

// The same table as proxy/src/routes/table.rs; a test holds the two together.
const ROUTES = [
  "UPLOAD /api/v3/files",
  "GET /api/v3/files/upload_url",
  "GET /api/v3/files/{digest} ?relationships",
  "POST /api/v3/files/{digest}/analyse",
  "GET POST /api/v3/files/{digest}/comments ?limit&cursor",
  "GET POST /api/v3/files/{digest}/votes ?limit&cursor",
  "GET /api/v3/files/{digest}/behaviours ?limit&cursor",
  "GET /api/v3/files/{digest}/behaviour_summary",
  "GET /api/v3/files/{digest}/behaviour_mitre_trees",
  "GET /api/v3/files/{digest}/{file_relation} ?limit&cursor",
  "GET /api/v3/files/{digest}/relationships/{file_relation} ?limit&cursor",
  "GET /api/v3/file_behaviours/{behaviour} ?relationships",
  "GET /api/v3/file_behaviours/{behaviour}/html",
  "GET /api/v3/file_behaviours/{behaviour}/{behaviour_relation} ?limit&cursor",
  "GET /api/v3/file_behaviours/{behaviour}/relationships/{behaviour_relation} ?limit&cursor",
  "GET /api/v3/sigma_rules/{rule}",
  "GET /api/v3/yara_rulesets/{rule}",
  "POST /api/v3/urls",
  "GET /api/v3/urls/{url} ?relationships",
  "POST /api/v3/urls/{url}/analyse",
  "GET POST /api/v3/urls/{url}/comments ?limit&cursor",
  "GET POST /api/v3/urls/{url}/votes ?limit&cursor",
  "GET /api/v3/urls/{url}/{url_relation} ?limit&cursor",
  "GET /api/v3/urls/{url}/relationships/{url_relation} ?limit&cursor",
  "GET /api/v3/domains/{domain} ?relationships",
  "POST /api/v3/domains/{domain}/analyse",
  "GET POST /api/v3/domains/{domain}/comments ?limit&cursor",
  "GET POST /api/v3/domains/{domain}/votes ?limit&cursor",
  "GET /api/v3/domains/{domain}/{domain_relation} ?limit&cursor",
  "GET /api/v3/domains/{domain}/relationships/{domain_relation} ?limit&cursor",
  "GET /api/v3/ip_addresses/{ip} ?relationships",
  "POST /api/v3/ip_addresses/{ip}/analyse",
  "GET POST /api/v3/ip_addresses/{ip}/comments ?limit&cursor",
  "GET POST /api/v3/ip_addresses/{ip}/votes ?limit&cursor",
  "GET /api/v3/ip_addresses/{ip}/{ip_relation} ?limit&cursor",
  "GET /api/v3/ip_addresses/{ip}/relationships/{ip_relation} ?limit&cursor",
  "GET /api/v3/resolutions/{resolution}",
  "GET /api/v3/analyses/{analysis}",
  "GET /api/v3/analyses/{analysis}/item",
  "GET /api/v3/analyses/{analysis}/relationships/item",
  "GET /api/v3/comments ?limit&cursor&filter",
  "GET DELETE /api/v3/comments/{comment} ?relationships",
  "POST /api/v3/comments/{comment}/vote",
  "GET /api/v3/comments/{comment}/{comment_relation}",
  "GET /api/v3/search ?query&limit&cursor",
  "GET /api/v3/metadata",
  "GET /api/v3/users/{user}",
  "GET /api/v3/users/{user}/overall_quotas",
  "GET /api/v3/users/{user}/api_usage ?start_date&end_date",
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
  relationships: /^[a-z_,]{0,1024}$/,
  cursor: /^\P{Cc}{0,3072}$/u,
  filter: /^\P{Cc}{0,3072}$/u,
  query: /^\P{Cc}{0,3072}$/u,
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
    const target = build(words.pop(), path);
    if (target) return { methods: words.map((word) => (word === "UPLOAD" ? "POST" : word)), upload: words.includes("UPLOAD"), names: names.split("&"), target };
  }
  return null;
}

function query(search, names) {
  const built = [];
  for (const pair of search.slice(1).split("&").filter(Boolean)) {
    const [, name, raw] = /^([^=]*)=(.*)$/.exec(pair) ?? [];
    let value;
    try {
      value = decodeURIComponent((raw ?? "%").replaceAll("+", " "));
    } catch {
      return null;
    }
    if (!names.includes(name) || !PARAMETERS[name].test(value)) return null;
    if (built.some((one) => one.startsWith(name + "="))) return null;
    built.push(`${name}=${encode(value, /$^/)}`);
  }
  return built.length ? "?" + built.join("&") : "";
}

async function ask(request, url, found) {
  const { method, headers } = request;
  if (!found) return refuse(404, "ProxyErrorRoute", "This proxy does not forward this address.");
  const allow = found.methods.join(", ");
  if (!found.methods.includes(method)) return refuse(405, "ProxyErrorMethod", `Allowed here: ${allow}.`, { allow });
  const search = query(url.search, found.names);
  if (search === null) return refuse(400, "ProxyErrorQuery", "This proxy does not forward these parameters.");
  if (!headers.get("x-apikey")) return refuse(401, "AuthenticationRequiredError", "X-Apikey header is missing");
  const limit = method !== "POST" ? 0 : found.upload ? 650 << 20 : 64 << 10;
  const length = headers.get("content-length");
  if (Number(length) > limit || (request.body && method === "POST" && length === null)) {
    return refuse(413, "ProxyErrorTooLarge", `This proxy takes at most ${limit} bytes here.`);
  }
  const passed = { "user-agent": "assay-worker (gzip)" };
  for (const name of ["x-apikey", "accept", "content-type", "x-tool"]) {
    if (headers.get(name)) passed[name] = headers.get(name);
  }
  let answer;
  try {
    const body = method === "POST" ? request.body : null;
    answer = await fetch(UPSTREAM + found.target + search, { method, headers: passed, body, redirect: "manual", duplex: "half" });
  } catch {
    return refuse(502, "ProxyErrorUnreachable", "The proxy cannot reach VirusTotal.");
  }
  if (answer.status < 200 || (answer.status > 299 && answer.status < 400)) {
    const why = `VirusTotal answered with a redirect (status ${answer.status}). This proxy follows none: it would carry the API key along.`;
    return refuse(502, "ProxyErrorRedirect", why);
  }
  const response = new Response(answer.body, { status: answer.status, headers: SHIELD });
  response.headers.delete("content-type");
  for (const name of ["content-type", "retry-after"]) {
    if (answer.headers.get(name)) response.headers.set(name, answer.headers.get(name));
  }
  return response;
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
          "access-control-allow-methods": found ? found.methods.join(", ") : "GET, POST, DELETE",
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
