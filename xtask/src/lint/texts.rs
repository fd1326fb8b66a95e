//! Texts for people: plain sentences that survive rustdoc.

use super::{Node, Report};

/// Checks every text of the document.
pub fn check(document: &Node<'_>, report: &mut Report) {
    let mut open = vec![document.clone()];
    while let Some(node) = open.pop() {
        for (key, member) in node.members() {
            if key.chars().any(hidden) {
                report.add(&member.at, "a key with control characters; remove them");
            }
            if let Some(text) = member.value.as_str() {
                match key {
                    "description" | "summary" => prose(text, &member.at, report),
                    "x-differs" | "x-undocumented" => reason(text, &member.at, report),
                    "title" => line(text, &member.at, report),
                    _ => {}
                }
            }
            open.push(member);
        }
        open.extend(node.items());
        if node
            .value
            .as_str()
            .is_some_and(|text| text.chars().any(|c| hidden(c) && c != '\n'))
        {
            report.add(&node.at, "a text with control characters; remove them");
        }
    }
}

/// What no text needs: control characters, and those that turn the direction of writing, which rustc refuses.
fn hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// One or more sentences.
fn prose(text: &str, at: &str, report: &mut Report) {
    if text.matches('`').count() % 2 == 1 {
        report.add(at, "a backtick without its partner; close it, or remove it");
    } else if text.split('`').step_by(2).any(has_tag) {
        report.add(
            at,
            "an HTML tag; write plain words, and put code between backticks",
        );
    }
    if text.lines().any(is_block) {
        report.add(at, "a line that Markdown takes for a list, a heading, a quotation, a table or code; write plain sentences");
    }
}

/// `<b>`, `</b>`, `<br/>`, `<!--`
fn has_tag(text: &str) -> bool {
    text.match_indices('<').any(|(i, _)| {
        let rest = &text[i + 1..];
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        rest.starts_with("!--")
            || rest.starts_with(|c: char| c.is_ascii_alphabetic())
                && rest.contains('>')
                && !rest.starts_with("http:")
                && !rest.starts_with("https:")
    })
}

/// Lines that begin a Markdown block other than a paragraph. Code would be run as a test of the generated crate.
fn is_block(line: &str) -> bool {
    let text = line.trim_start();
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with("    ")
        || text.starts_with(['#', '>', '|', '=', '\t'])
        || ["- ", "* ", "+ ", "```", "~~~", "---", "***", "___"]
            .iter()
            .any(|start| text.starts_with(start))
        || (number.len() < text.len() && (number.starts_with(". ") || number.starts_with(") ")))
}

/// A reason, which the docs write as `Differs from the provider's page: <reason>.`
fn reason(text: &str, at: &str, report: &mut Report) {
    prose(text, at, report);
    line(text, at, report);
    if text.trim_end().ends_with('.') {
        report.add(at, "a reason goes inside a sentence; remove the full stop");
    }
}

fn line(text: &str, at: &str, report: &mut Report) {
    if text.trim_end().contains('\n') {
        report.add(at, "more than one line; write one");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{check, check_operation};

    #[test]
    fn plain_sentences() {
        check(
            "          description: How large it is.\n",
            "          description: \"A <b>size</b>.\"\n",
            &[
                "/components/schemas/Account/properties/size/description: an HTML tag; write plain words, and put code between backticks",
            ],
        );
        check(
            "          description: How large it is.\n",
            "          description: \"Is `a <b>` fine.\"\n",
            &[],
        );
        check(
            "          description: How large it is.\n",
            "          description: \"An <br/>.\"\n",
            &[
                "/components/schemas/Account/properties/size/description: an HTML tag; write plain words, and put code between backticks",
            ],
        );
        check(
            "          description: How large it is.\n",
            "          description: \"A <!-- note -->.\"\n",
            &[
                "/components/schemas/Account/properties/size/description: an HTML tag; write plain words, and put code between backticks",
            ],
        );
        check(
            "          description: How large it is.\n",
            "          description: \"See <https://example.com>.\"\n",
            &[],
        );
        check(
            "          description: How large it is.\n",
            "          description: \"Less < more, more > less.\"\n",
            &[],
        );
        check(
            "          description: How large it is.\n",
            "          description: \"An `open one.\"\n",
            &[
                "/components/schemas/Account/properties/size/description: a backtick without its partner; close it, or remove it",
            ],
        );
        check(
            "          description: How large it is.\n",
            "          description: \"- a list\"\n",
            &[
                "/components/schemas/Account/properties/size/description: a line that Markdown takes for a list, a heading, a quotation, a table or code; write plain sentences",
            ],
        );
        check(
            "          description: How large it is.\n",
            "          description: \"1. a list\"\n",
            &[
                "/components/schemas/Account/properties/size/description: a line that Markdown takes for a list, a heading, a quotation, a table or code; write plain sentences",
            ],
        );
        check(
            "          description: How large it is.\n",
            "          description: \"# A heading\"\n",
            &[
                "/components/schemas/Account/properties/size/description: a line that Markdown takes for a list, a heading, a quotation, a table or code; write plain sentences",
            ],
        );
        check(
            "          description: How large it is.\n",
            "          description: \"> said\"\n",
            &[
                "/components/schemas/Account/properties/size/description: a line that Markdown takes for a list, a heading, a quotation, a table or code; write plain sentences",
            ],
        );
        check(
            "          description: How large it is.\n",
            "          description: \"one\\n\\n    code\"\n",
            &[
                "/components/schemas/Account/properties/size/description: a line that Markdown takes for a list, a heading, a quotation, a table or code; write plain sentences",
            ],
        );
        check(
            "          description: How large it is.\n",
            "          description: \"```\\ncode\\n```\"\n",
            &[
                "/components/schemas/Account/properties/size/description: a line that Markdown takes for a list, a heading, a quotation, a table or code; write plain sentences",
            ],
        );
        check(
            "          description: How large it is.\n",
            "          description: \"one\\n===\\n\"\n",
            &[
                "/components/schemas/Account/properties/size/description: a line that Markdown takes for a list, a heading, a quotation, a table or code; write plain sentences",
            ],
        );
        check(
            "          description: How large it is.\n",
            "          description: \"2024 was it.\"\n",
            &[],
        );
        check(
            "          description: How large it is.\n",
            "          description: \"bell \\a\"\n",
            &[
                "/components/schemas/Account/properties/size/description: a text with control characters; remove them",
            ],
        );
        check(
            "          description: How large it is.\n",
            "          description: \"\\u202e turned\"\n",
            &[
                "/components/schemas/Account/properties/size/description: a text with control characters; remove them",
            ],
        );
    }

    #[test]
    fn reasons() {
        check(
            "          x-differs: the page says float\n",
            "          x-differs: the page says float.\n",
            &[
                "/components/schemas/Account/properties/balance/x-differs: a reason goes inside a sentence; remove the full stop",
            ],
        );
        check(
            "          x-differs: the page says float\n",
            "          x-differs: \"the page\\nsays float\"\n",
            &[
                "/components/schemas/Account/properties/balance/x-differs: more than one line; write one",
            ],
        );
        check(
            "          x-differs: the page says float\n",
            "          x-differs: the page says <i>float</i>\n",
            &[
                "/components/schemas/Account/properties/balance/x-differs: an HTML tag; write plain words, and put code between backticks",
            ],
        );
        check(
            "  title: Good\n",
            "  title: \"Very\\nGood\"\n",
            &["/info/title: more than one line; write one"],
        );
        check_operation(
            "      summary: Read one account.\n",
            "      summary: Read <b>one</b> account.\n",
            &["/summary: an HTML tag; write plain words, and put code between backticks"],
        );
        check(
            r#"enum: ["active", "credit_hold"]"#,
            "enum: [\"active\", \"credit\\thold\"]",
            &["/components/schemas/Status/enum/1: a text with control characters; remove them"],
        );
        check(
            "        ratio:\n          type: number\n          format: double\n          description: A ratio.\n",
            "        \"ra\\0tio\":\n          type: number\n          format: double\n          description: A ratio.\n",
            &[
                "/components/schemas/Account/properties/ra\0tio: a key with control characters; remove them",
            ],
        );
    }
}
