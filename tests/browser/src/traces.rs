//! What the page left behind: storages, links, requests, violations of its policy.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::session::Session;

/// Every place of a browser where a page can leave something, as text.
#[derive(Clone, Debug, Default)]
pub struct Traces {
    pub local_storage: BTreeMap<String, String>,
    /// Everything else by the name of its place: addresses, title, history, session storage, cookies, databases,
    /// caches, the document with its fields.
    pub elsewhere: BTreeMap<String, String>,
}

impl Traces {
    /// The places that hold the text, apart from the one named entry of the local storage.
    pub fn holding(&self, text: &str, allowed_entry: &str) -> Vec<String> {
        let stored = self
            .local_storage
            .iter()
            .filter(|(name, value)| name.contains(text) || (value.contains(text) && name.as_str() != allowed_entry))
            .map(|(name, _)| format!("localStorage {name}"));
        let others = self
            .elsewhere
            .iter()
            .filter(|(_, value)| value.contains(text))
            .map(|(place, _)| place.clone());
        stored.chain(others).collect()
    }
}

impl Session {
    pub async fn traces(&self) -> Traces {
        let found = self.run_until_done(COLLECT, vec![]).await;
        let texts = |value: &Value| -> BTreeMap<String, String> {
            value
                .as_object()
                .map(|entries| {
                    entries
                        .iter()
                        .map(|(name, value)| (name.clone(), value.as_str().unwrap_or_default().to_owned()))
                        .collect()
                })
                .unwrap_or_default()
        };
        Traces {
            local_storage: texts(&found["local"]),
            elsewhere: texts(&found["elsewhere"]),
        }
    }

    /// How often the page's policy was broken, and by what the last time.
    pub async fn violations(&self) -> (u64, String) {
        let found = self
            .run(
                "const data = document.documentElement.dataset; return [Number(data.violations || 0), data.violated || '']",
                vec![],
            )
            .await;
        (
            found[0].as_u64().unwrap_or(0),
            found[1].as_str().unwrap_or("").to_owned(),
        )
    }

    pub async fn breaks_no_policy(&self) {
        let (count, last) = self.violations().await;
        assert_eq!(count, 0, "the policy was broken: {last}");
        let words = self.last_words().await;
        assert!(words.is_none(), "the page broke: {words:?}");
    }

    /// What the panel over a page that broke says of the place.
    pub async fn last_words(&self) -> Option<String> {
        let script = "return document.querySelector('#broke pre')?.textContent ?? null";
        let found = self.try_run(script, vec![]).await.ok()?;
        found.as_str().map(str::to_owned)
    }

    /// Where every live link of the page leads.
    pub async fn links(&self) -> Vec<String> {
        let found = self
            .run("return [...document.links].map((link) => link.href)", vec![])
            .await;
        found
            .as_array()
            .map(|all| all.iter().filter_map(|link| link.as_str().map(str::to_owned)).collect())
            .unwrap_or_default()
    }

    /// The addresses of everything that the page has fetched.
    pub async fn fetched(&self) -> Vec<String> {
        let found = self
            .run(
                "return performance.getEntriesByType('resource').map((entry) => entry.name)",
                vec![],
            )
            .await;
        found
            .as_array()
            .map(|all| all.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect())
            .unwrap_or_default()
    }
}

const COLLECT: &str = "
(async () => {
  const elsewhere = {};
  const keep = (place, value) => { elsewhere[place] = typeof value === 'string' ? value : JSON.stringify(value) ?? ''; };
  const local = {};
  try { for (let i = 0; i < localStorage.length; i++) { const name = localStorage.key(i); local[name] = localStorage.getItem(name); } } catch {}
  try { keep('sessionStorage', { ...sessionStorage }); } catch {}
  try { keep('cookies', document.cookie); } catch {}
  keep('address', location.href);
  keep('title', document.title);
  keep('history', history.state);
  keep('window name', window.name);
  keep('fetched', performance.getEntriesByType('resource').map((entry) => entry.name));
  keep('document', document.documentElement.outerHTML);
  keep('fields', [...document.querySelectorAll('input, textarea, select')].map((field) => field.value));
  const asked = (request) => new Promise((well, ill) => { request.onsuccess = () => well(request.result); request.onerror = ill; });
  try {
    const all = {};
    for (const { name } of await indexedDB.databases()) {
      const open = await asked(indexedDB.open(name));
      all[name] = {};
      for (const store of open.objectStoreNames) {
        const entries = open.transaction(store).objectStore(store);
        all[name][store] = [await asked(entries.getAllKeys()), await asked(open.transaction(store).objectStore(store).getAll())];
      }
      open.close();
    }
    keep('databases', all);
  } catch (error) { keep('databases', 'unread: ' + error); }
  try {
    const all = [];
    for (const name of await caches.keys()) all.push(name, (await (await caches.open(name)).keys()).map((one) => one.url));
    keep('caches', all);
  } catch {}
  done({ local, elsewhere });
})();
";
