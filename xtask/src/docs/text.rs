//! A page as lines, and what the readers ask of a line.

/// The lines of a page: every kind of space is a plain one, what cannot be seen is gone, and so is space at either end.
pub fn lines(page: &str) -> Vec<String> {
    page.lines()
        .map(|line| {
            let line: String = line
                .chars()
                .filter(|c| !is_invisible(*c))
                .map(|c| if c.is_whitespace() { ' ' } else { c })
                .collect();
            line.trim().to_owned()
        })
        .collect()
}

/// Zero-width characters, soft hyphens, marks of direction and byte order, control characters.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
        || (c.is_control() && c != '\t')
}

/// The longest name of a field, in bytes.
const MAX_NAME: usize = 120;

/// Whether a text can be a field's name: one word, or words joined as a path (`address.city`, `tags[]`).
pub fn is_name(text: &str) -> bool {
    text.len() <= MAX_NAME
        && text.split('.').all(|part| {
            let part = part.strip_suffix("[]").unwrap_or(part);
            part.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '$' | '@'))
                && part.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$'))
                && part
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '@' | '-' | ':'))
        })
}

/// The first line at or after `at` that holds something.
pub fn filled(lines: &[String], at: usize) -> Option<usize> {
    (at..lines.len()).find(|i| !lines[*i].is_empty())
}

/// A line's text behind a bullet; nothing if it has none.
pub fn bullet(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['•', '-', '*', '–', '—', '·', '▪', '◦', '‣', '●'])?;
    let text = rest.trim_start();
    (!text.is_empty() && rest.len() > text.len() || !line.starts_with(['-', '*'])).then_some(text)
}

/// The few words of a text that are kept to find it again on the page.
pub fn excerpt(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(4).collect();
    let mut excerpt: String = words.join(" ").chars().take(40).collect();
    // The sign that parts the columns of an inventory.
    excerpt = excerpt.replace('|', "/");
    excerpt.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_that_cannot_be_seen() {
        assert_eq!(
            lines("\u{feff}a\u{a0}b \u{200b}\r\n\u{a0}\n\u{3000}c\td"),
            ["a b", "", "c d"]
        );
    }

    #[test]
    fn names() {
        #[track_caller]
        fn check(text: &str, want: bool) {
            assert_eq!(is_name(text), want, "{text}");
        }
        for name in [
            "id",
            "created_at",
            "Sequence-Version",
            "address.city",
            "tags[]",
            "contacts[].e-mail",
            "_x",
            "$ref",
            "@id",
            "größe",
        ] {
            check(name, true);
        }
        for text in [
            "",
            "None.",
            "Contact email",
            "200",
            "{id}",
            "-",
            "a..b",
            "a-",
            "<string>",
            "application/json",
        ] {
            check(text, false);
        }
        check(&"a".repeat(121), false);
    }

    #[test]
    fn bullets() {
        assert_eq!(bullet("• active – free"), Some("active – free"));
        assert_eq!(bullet("- accountId string"), Some("accountId string"));
        assert_eq!(bullet("–prepay"), Some("prepay"));
        assert_eq!(bullet("-5"), None);
        assert_eq!(bullet("*bold*"), None);
        assert_eq!(bullet("plain"), None);
    }
}
