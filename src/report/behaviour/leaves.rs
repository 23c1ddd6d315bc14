//! The values of an entry that have no column: each with its way, none lost.

use serde_json::Value;

use crate::untrusted::Untrusted;

/// One line a value that stands under none of `but` (pointers of JSON): `request_headers.Host: example.com`.
pub fn leaves(entry: &Value, but: &[&str]) -> Vec<Untrusted> {
    let mut lines = Vec::new();
    // A stack of our own: entries can be deep, and a browser's stack is not.
    let mut open = vec![(String::new(), String::new(), entry)];
    while let Some((pointer, name, value)) = open.pop() {
        if but.contains(&pointer.as_str()) {
            continue;
        }
        match value {
            Value::Object(map) => open.extend(map.iter().rev().map(|(key, value)| {
                (
                    format!("{pointer}/{key}"),
                    if name.is_empty() {
                        key.clone()
                    } else {
                        format!("{name}.{key}")
                    },
                    value,
                )
            })),
            Value::Array(list) => open.extend(
                list.iter()
                    .enumerate()
                    .rev()
                    .map(|(at, value)| (format!("{pointer}/{at}"), format!("{name}[{}]", at + 1), value)),
            ),
            Value::Null => {}
            Value::String(text) if text.is_empty() => {}
            Value::String(text) => lines.push(line(name, text)),
            Value::Bool(_) | Value::Number(_) => lines.push(line(name, &value.to_string())),
        }
    }
    lines
}

fn line(mut line: String, text: &str) -> Untrusted {
    if !line.is_empty() {
        line.push_str(": ");
    }
    line.push_str(text);
    Untrusted::new(line)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::leaves;

    #[test]
    fn every_value_has_its_line_and_those_with_a_column_have_none() {
        let entry = json!({
            "url": "http://a.example/", "status": 200, "none": null, "empty": "",
            "headers": {"Host": "a.example", "X": ["1", {"y": true}]},
        });
        let lines: Vec<String> = leaves(&entry, &["/url", "/headers/Host"])
            .iter()
            .map(|line| line.raw().to_owned())
            .collect();
        assert_eq!(lines, ["headers.X[1]: 1", "headers.X[2].y: true", "status: 200"]);
        assert_eq!(leaves(&json!("alone"), &[])[0].raw(), "alone");
        assert!(leaves(&json!({"a": {"b": 1}}), &["/a"]).is_empty());
    }
}
