//! What the address says of the view: whose report, which process, what is sought, whether known noise is hidden.

/// What is shown. It stands in the address as `Zenbox~process=2816~find=temp~noise=hidden`, a tilde of its own doubled.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Shown {
    /// A sandbox's name; none for all together.
    pub whose: Option<String>,
    pub process: Option<Picked>,
    /// What the reader seeks, as it was typed.
    pub sought: String,
    /// Known noise is hidden.
    pub quiet: bool,
}

/// A process as the address names it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Picked {
    /// Its id, or `#7` for the seventh line of its sandbox's tree.
    pub key: String,
    /// The sandbox that saw it, where several are shown.
    pub sandbox: Option<String>,
}

const PROCESS: &str = "process=";
const OF: &str = "of=";
const FIND: &str = "find=";
const QUIET: &str = "noise=hidden";

impl Shown {
    /// Reads the part of the address that belongs to the tab. What it does not know is passed over.
    pub fn parse(part: Option<&str>) -> Self {
        let mut pieces = pieces(part.unwrap_or_default()).into_iter();
        let mut shown = Self {
            whose: pieces.next().filter(|whose| !whose.is_empty()),
            ..Self::default()
        };
        let mut sandbox = None;
        for piece in pieces {
            if piece == QUIET {
                shown.quiet = true;
            } else if let Some(text) = piece.strip_prefix(FIND) {
                text.clone_into(&mut shown.sought);
            } else if let Some(name) = piece.strip_prefix(OF) {
                sandbox = Some(name.to_owned());
            } else if let Some(key) = piece.strip_prefix(PROCESS) {
                shown.process = Some(Picked {
                    key: key.to_owned(),
                    sandbox: None,
                });
            }
        }
        if let Some(picked) = &mut shown.process {
            picked.sandbox = sandbox;
        }
        shown
    }

    /// The part of the address that says all this; none where it says nothing.
    pub fn part(&self) -> Option<String> {
        let mut pieces = vec![self.whose.clone().unwrap_or_default()];
        if let Some(Picked { key, sandbox }) = &self.process {
            pieces.push(format!("{PROCESS}{key}"));
            pieces.extend(sandbox.iter().map(|name| format!("{OF}{name}")));
        }
        if !self.sought.is_empty() {
            pieces.push(format!("{FIND}{}", self.sought));
        }
        if self.quiet {
            pieces.push(QUIET.to_owned());
        }
        let pieces: Vec<String> = pieces.iter().map(|piece| piece.replace('~', "~~")).collect();
        Some(pieces.join("~")).filter(|part| !part.is_empty())
    }

    /// The same for another sandbox, whose processes are others.
    #[must_use]
    pub fn of(&self, whose: Option<String>) -> Self {
        Self {
            whose,
            process: None,
            ..self.clone()
        }
    }

    /// All that the same sandbox saw.
    #[must_use]
    pub fn all(&self) -> Self {
        Self {
            whose: self.whose.clone(),
            ..Self::default()
        }
    }

    /// The same for another process, or for all of them.
    #[must_use]
    pub fn with(&self, process: Option<Picked>) -> Self {
        Self {
            process,
            ..self.clone()
        }
    }
}

/// What stands between single tildes; a double one is a tilde. Every piece but the first begins with a letter, so that
/// three in a row are a tilde's end of one and the start of the next.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let doubled = sign == '~' && signs.next_if_eq(&'~').is_some();
        if sign == '~' && !doubled {
            pieces.push(String::new());
        } else if let Some(piece) = pieces.last_mut() {
            piece.push(sign);
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picked(key: &str, sandbox: Option<&str>) -> Picked {
        Picked {
            key: key.to_owned(),
            sandbox: sandbox.map(str::to_owned),
        }
    }

    #[test]
    fn what_is_shown_survives_its_own_address() {
        for (shown, part) in [
            (Shown::default(), None),
            (Shown::default().of(Some("@summary".into())), Some("@summary")),
            (
                Shown {
                    whose: Some("Zenbox".into()),
                    process: Some(picked("2816", None)),
                    sought: "%TEMP%".into(),
                    quiet: true,
                },
                Some("Zenbox~process=2816~find=%TEMP%~noise=hidden"),
            ),
            (
                Shown::default().with(Some(picked("#7", Some("A ~box~")))),
                Some("~process=#7~of=A ~~box~~"),
            ),
            (
                Shown {
                    whose: Some("ends~".into()),
                    sought: "~DF418.tmp = a/b".into(),
                    ..Shown::default()
                },
                Some("ends~~~find=~~DF418.tmp = a/b"),
            ),
        ] {
            assert_eq!(shown.part().as_deref(), part);
            assert_eq!(Shown::parse(part), shown, "{part:?}");
        }
    }

    #[test]
    fn what_nobody_knows_is_passed_over() {
        let nothing = Shown::default();
        for part in ["", "~", "~~", "~of=Zenbox", "~noise=loud", "~tomorrow=1~x"] {
            let expected = if part == "~~" {
                nothing.of(Some("~".into()))
            } else {
                nothing.clone()
            };
            assert_eq!(Shown::parse(Some(part)), expected, "{part}");
        }
    }

    #[test]
    fn another_sandbox_has_other_processes() {
        let shown = Shown {
            process: Some(picked("1", None)),
            sought: "x".into(),
            quiet: true,
            ..Shown::default()
        };
        let other = shown.of(Some("C2AE".into()));
        assert_eq!((other.process, other.sought.as_str(), other.quiet), (None, "x", true));
        assert_eq!(shown.with(None).process, None);
    }
}
