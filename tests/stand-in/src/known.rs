//! The reports that the stand-in has, by each of their digests.

use std::collections::HashMap;

use bytes::Bytes;
use serde_json::Value;

use crate::fixtures;

#[derive(Default)]
pub(crate) struct Known(HashMap<String, Bytes>);

impl Known {
    pub(crate) fn with_fixtures() -> Self {
        let mut known = Self::default();
        for (name, text) in fixtures::reports() {
            let identity = fixtures::Identity::of(&fixtures::file(name));
            known.add_bytes(&[&identity.md5, &identity.sha1, &identity.sha256], text.into());
        }
        known.add(&fixtures::large::fixture());
        known
    }

    pub(crate) fn add(&mut self, report: &Value) {
        let attributes = &report["data"]["attributes"];
        let digests: Vec<_> = ["md5", "sha1", "sha256"]
            .iter()
            .filter_map(|name| attributes[*name].as_str())
            .collect();
        self.add_bytes(&digests, fixtures::written(report).into());
    }

    pub(crate) fn add_bytes(&mut self, digests: &[&str], body: Bytes) {
        for digest in digests {
            self.0.insert(digest.to_ascii_lowercase(), body.clone());
        }
    }

    pub(crate) fn get(&self, digest: &str) -> Option<Bytes> {
        self.0.get(&digest.to_ascii_lowercase()).cloned()
    }
}
