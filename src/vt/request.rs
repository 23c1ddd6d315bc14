//! What can be asked: a method and a path, built from checked parts.

/// A question to API v3. The key is not part of it; the one place that sends adds it as a header.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    pub method: Method,
    /// Begins with `/api/v3/`.
    pub path: String,
    /// The digest that the answer must be about: a proxy that answers with another file's report is found out.
    pub about: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    Get,
}

impl Method {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
        }
    }
}

/// The report of a file; `digest` is hexadecimal of an MD5, SHA-1 or SHA-256.
pub fn file(digest: &str) -> Request {
    let digest = digest.to_ascii_lowercase();
    Request {
        method: Method::Get,
        path: format!("/api/v3/files/{digest}"),
        about: Some(digest),
    }
}

/// SHA-256 of the EICAR test file, which VirusTotal has known since it began: asking for it proves a key.
pub const EICAR_SHA256: &str = "275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_asked_for_by_its_digest_in_lower_case() {
        let request = file("D41D8CD98F00B204E9800998ECF8427E");
        assert_eq!(request.path, "/api/v3/files/d41d8cd98f00b204e9800998ecf8427e");
        assert_eq!(request.about.as_deref(), Some("d41d8cd98f00b204e9800998ecf8427e"));
    }
}
