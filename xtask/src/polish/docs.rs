//! Descriptions as doc comments.

use syn::{Attribute, parse_quote};

/// `text` as `///` lines, ready for rustdoc.
pub fn docs(text: &str) -> Vec<Attribute> {
    escape(text)
        .lines()
        .map(|line| {
            let line = if line.is_empty() {
                String::new()
            } else {
                format!(" {line}")
            };
            parse_quote!(#[doc = #line])
        })
        .collect()
}

/// `text` with what rustdoc would take for HTML, a link or a bare URL made plain; code spans stay as they are.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (index, part) in text.trim().split('`').enumerate() {
        if index > 0 {
            escaped.push('`');
        }
        if index % 2 == 1 {
            escaped.push_str(part);
            continue;
        }
        for (index, word) in part.split(' ').enumerate() {
            if index > 0 {
                escaped.push(' ');
            }
            if word.starts_with("http://") || word.starts_with("https://") {
                let url = word.trim_end_matches(['.', ',', ';', ')']);
                escaped.push_str(&format!("<{url}>{}", &word[url.len()..]));
            } else {
                for c in word.chars() {
                    if matches!(c, '<' | '>' | '[' | ']') {
                        escaped.push('\\');
                    }
                    escaped.push(c);
                }
            }
        }
    }
    escaped
}
