//! YAML with comments: writing it, and adding to a text that a person wrote without touching the rest of it.

use std::fmt::Write;

use xtask::spec::yaml::{self, Value};

/// A value to write.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// A string, quoted where it must be.
    Text(String),
    /// A string that is always quoted.
    Quoted(String),
    /// A number or a boolean.
    Plain(String),
    True,
    List(Vec<Node>),
    Map(Map),
}

/// A mapping, in the order in which it is written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Map(Vec<Entry>);

#[derive(Debug, Clone, PartialEq)]
struct Entry {
    key: String,
    /// Written behind the key, or behind its value.
    comment: String,
    value: Node,
}

impl Map {
    /// With one more member.
    pub fn with(mut self, key: &str, value: Node) -> Self {
        self.0.push(Entry { key: key.to_owned(), comment: String::new(), value });
        self
    }

    /// With one more member that is a string.
    pub fn text(self, key: &str, value: &str) -> Self {
        self.with(key, Node::Text(value.to_owned()))
    }

    pub fn map(self, key: &str, value: Map) -> Self {
        self.with(key, Node::Map(value))
    }

    /// With a comment behind the last member: what it was guessed from.
    pub fn guessed(self, from: &str) -> Self {
        self.commented(&format!("guessed from {from}"))
    }

    pub fn commented(mut self, comment: &str) -> Self {
        if let Some(last) = self.0.last_mut() {
            comment.clone_into(&mut last.comment);
        }
        self
    }

    /// With the members of another mapping.
    pub fn and(mut self, other: Map) -> Self {
        self.0.extend(other.0);
        self
    }

    pub fn get(&self, key: &str) -> Option<&Node> {
        self.0.iter().find(|e| e.key == key).map(|e| &e.value)
    }

    /// Takes a member out.
    pub fn take(&mut self, key: &str) -> Option<Node> {
        let index = self.0.iter().position(|e| e.key == key)?;
        Some(self.0.remove(index).value)
    }

    /// Adds a member behind another one.
    pub fn insert_behind(&mut self, behind: &str, key: &str, value: Node) {
        let index = self.0.iter().position(|e| e.key == behind).map_or(self.0.len(), |i| i + 1);
        self.0.insert(index, Entry { key: key.to_owned(), comment: String::new(), value });
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same without comments: what it means.
    pub fn without_comments(&self) -> Self {
        let entries = self.0.iter().map(|e| Entry {
            key: e.key.clone(),
            comment: String::new(),
            value: match &e.value {
                Node::Map(map) => Node::Map(map.without_comments()),
                Node::List(items) => Node::List(
                    items
                        .iter()
                        .map(|i| match i {
                            Node::Map(map) => Node::Map(map.without_comments()),
                            other => other.clone(),
                        })
                        .collect(),
                ),
                other => other.clone(),
            },
        });
        Self(entries.collect())
    }

    /// The mapping as a block whose lines are indented by so many blanks.
    pub fn write(&self, indent: usize) -> String {
        let mut out = String::new();
        self.block(indent, "", &mut out);
        out
    }

    /// `first` stands in front of the first key: the sign of a list's item.
    fn block(&self, indent: usize, first: &str, out: &mut String) {
        for (index, Entry { key, comment, value }) in self.0.iter().enumerate() {
            let lead = if index == 0 { first } else { "" };
            let blanks = indent - lead.len();
            let _ = write!(out, "{:blanks$}{lead}{}:", "", scalar(key));
            let comment = match comment.as_str() {
                "" => String::new(),
                comment => format!(" # {comment}"),
            };
            match value {
                Node::Map(map) if !map.is_empty() => {
                    let _ = writeln!(out, "{comment}");
                    map.block(indent + 2, "", out);
                }
                Node::List(items) if !items.is_empty() => {
                    let _ = writeln!(out, "{comment}");
                    for item in items {
                        match item {
                            Node::Map(map) if !map.is_empty() => map.block(indent + 4, "- ", out),
                            other => {
                                let _ = writeln!(out, "{:indent$}  - {}", "", other.inline());
                            }
                        }
                    }
                }
                other => {
                    let _ = writeln!(out, " {}{comment}", other.inline());
                }
            }
        }
    }
}

impl Node {
    fn inline(&self) -> String {
        match self {
            Self::Text(text) => scalar(text),
            Self::Quoted(text) => quoted(text),
            Self::Plain(text) => text.clone(),
            Self::True => "true".to_owned(),
            Self::List(_) => "[]".to_owned(),
            Self::Map(_) => "{}".to_owned(),
        }
    }
}

/// A string, quoted unless every YAML reader takes it for the same string without quotes.
fn scalar(text: &str) -> String {
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let plain = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '$')
        && !text.ends_with(' ')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "$_-/.{} ()".contains(c))
        && !words.contains(&text.to_lowercase().as_str());
    if plain { text.to_owned() } else { quoted(text) }
}

/// JSON's strings are YAML's, too.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// What is added to a text, by the line in front of which it goes (from 0).
#[derive(Debug, Default)]
pub struct Additions(Vec<(usize, String)>);

impl Additions {
    /// Adds members to a mapping of the text, named by the keys that lead to it; a mapping that is not there is added as well.
    pub fn add(
        &mut self,
        text: &str,
        root: &yaml::Node,
        path: &[&str],
        members: Map,
    ) -> Result<(), String> {
        let named = |message: String| format!("`{}` {message}", path[0]);
        let mut node = root;
        // The lines in front of which the mapping ends at the latest.
        let mut end = text.lines().count();
        for (depth, key) in path.iter().enumerate() {
            let Value::Mapping(entries) = &node.value else {
                break;
            };
            let Some(index) = entries.iter().position(|(k, _)| k.as_str() == Some(key)) else {
                let missing = path[depth..]
                    .iter()
                    .rev()
                    .fold(members, |inner, key| Map::default().map(key, inner));
                return self.append(text, node, end, &missing).map_err(named);
            };
            if let Some((next, _)) = entries.get(index + 1) {
                end = line(next);
            }
            node = &entries[index].1;
        }
        self.append(text, node, end, &members).map_err(named)
    }

    fn append(
        &mut self,
        text: &str,
        mapping: &yaml::Node,
        end: usize,
        members: &Map,
    ) -> Result<(), String> {
        let lines: Vec<&str> = text.lines().collect();
        let first = match &mapping.value {
            Value::Mapping(entries) => entries.first().map(|(key, _)| key),
            _ => None,
        };
        let Some(first) = first.filter(|_| !is_in_braces(&lines, mapping)) else {
            return Err("is written in braces or empty; write it as a block, with each member on a line of its own".to_owned());
        };
        let indent = usize::try_from(first.at.column).unwrap_or(1) - 1;
        // Comments that are indented less belong to what follows.
        let belongs = |line: &str| {
            let content = line.trim_start();
            !content.is_empty()
                && (!content.starts_with('#') || line.len() - content.len() >= indent)
        };
        let last = (0..end).rev().find(|i| belongs(lines[*i])).map_or(end, |i| i + 1);
        self.0.push((last, members.write(indent)));
        Ok(())
    }

    /// The text with all that was added.
    pub fn apply(mut self, text: &str) -> String {
        self.0.sort_by_key(|(line, _)| *line);
        let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let mut out = String::new();
        let mut additions = self.0.into_iter().peekable();
        let lines: Vec<&str> = text.lines().collect();
        for index in 0..=lines.len() {
            while let Some((_, block)) = additions.next_if(|(line, _)| *line == index) {
                out.push_str(&block.replace('\n', end));
            }
            if let Some(line) = lines.get(index) {
                out.push_str(line);
                out.push_str(end);
            }
        }
        out
    }
}

/// The line of a key, from 0.
fn line(node: &yaml::Node) -> usize {
    usize::try_from(node.at.line).unwrap_or(1).saturating_sub(1)
}

fn is_in_braces(lines: &[&str], node: &yaml::Node) -> bool {
    let column = usize::try_from(node.at.column).unwrap_or(1).saturating_sub(1);
    let start = lines.get(line(node)).and_then(|l| l.chars().nth(column));
    start == Some('{')
}
