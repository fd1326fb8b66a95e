//! Reads an XML sample, on a page or in a file, into a shape.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Number, Shape, Text, XmlForm};

/// How deep a sample may nest.
const MAX_DEPTH: usize = 128;

/// An element of a sample.
#[derive(Debug, Default)]
pub struct Element {
    /// Its name, without a prefix.
    pub name: String,
    /// Its attributes, without those that declare name spaces or speak of the schema.
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
    text: String,
    /// `xsi:nil="true"`.
    nil: bool,
}

/// What is said of a body that ends too early.
pub const UNCLOSED: &str = "a body without its end";

/// A sample that was found.
#[derive(Debug)]
pub struct Sample {
    /// The root, as far as it could be read.
    pub root: Element,
    /// How long it is, in bytes.
    pub length: usize,
    /// Why it could not be read to its end.
    pub unreadable: Option<String>,
}

/// Reads the sample that `text` starts with; nothing if no element starts here that holds another.
pub fn read(text: &str) -> Option<Sample> {
    if !text.starts_with('<') {
        return None;
    }
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    let mut unreadable = None;
    let root = loop {
        let closed = match reader.read_event() {
            Ok(Event::Start(_)) if open.len() >= MAX_DEPTH => {
                unreadable = Some(format!("nested deeper than {MAX_DEPTH} levels"));
                break close_all(open)?;
            }
            Ok(Event::Start(start)) => {
                open.push(element(&start));
                continue;
            }
            Ok(Event::Empty(start)) => element(&start),
            Ok(Event::End(_)) => open.pop()?,
            // Prose in front of the root: no sample.
            Ok(Event::Text(text)) if open.is_empty() && !text.trim().is_empty() => return None,
            Ok(Event::Text(text)) => {
                add_text(&mut open, &text);
                continue;
            }
            Ok(Event::CData(text)) => {
                add_text(&mut open, &text);
                continue;
            }
            // Some character; which one makes no difference to a type.
            Ok(Event::GeneralRef(_)) => {
                add_text(&mut open, "&");
                continue;
            }
            Ok(Event::Decl(_) | Event::Comment(_) | Event::PI(_)) => continue,
            Ok(Event::DocType(_)) => return None,
            Ok(Event::Eof) => {
                unreadable = Some(UNCLOSED.to_owned());
                break close_all(open)?;
            }
            Err(e) => {
                unreadable = Some(e.to_string());
                break close_all(open)?;
            }
        };
        match open.last_mut() {
            Some(parent) => parent.children.push(closed),
            None => break closed,
        }
    };
    // `<token>` in prose, and a line of HTML.
    if root.children.is_empty() {
        return None;
    }
    Some(Sample {
        root,
        length: usize::try_from(reader.buffer_position()).unwrap_or(text.len()),
        unreadable,
    })
}

fn add_text(open: &mut [Element], text: &str) {
    if let Some(parent) = open.last_mut() {
        parent.text.push_str(text);
    }
}

/// The root of what was read so far.
fn close_all(mut open: Vec<Element>) -> Option<Element> {
    while open.len() > 1 {
        let closed = open.pop()?;
        open.last_mut()?.children.push(closed);
    }
    open.pop()
}

fn element(start: &BytesStart<'_>) -> Element {
    let mut element =
        Element { name: start.local_name().as_ref().to_owned(), ..Element::default() };
    for attribute in start.attributes().flatten() {
        let key = attribute.key.as_ref();
        let value = attribute.value.into_owned();
        match key.split_once(':') {
            _ if key == "xmlns" => {}
            Some(("xmlns" | "xml", _)) => {}
            Some((_, "nil")) => element.nil = matches!(value.trim(), "true" | "1"),
            Some((_, "schemaLocation" | "noNamespaceSchemaLocation" | "type")) => {}
            Some((_, local)) => element.attributes.push((local.to_owned(), value)),
            None => element.attributes.push((key.to_owned(), value)),
        }
    }
    element
}

impl Element {
    /// What the element is, where `like` is what JSON has in its place: a list of one looks like an object otherwise.
    pub fn shape(&self, like: Option<&Shape>) -> Shape {
        let mut shape = Shape::default();
        if self.nil {
            shape.null = true;
            return shape;
        }
        let text = self.text.trim();
        if self.children.is_empty() && (self.attributes.is_empty() || !text.is_empty()) {
            value(text, &mut shape);
            shape.xml = (!self.attributes.is_empty()).then_some(XmlForm::Dressed);
            return shape;
        }
        if let Some(name) = self.list_of(like) {
            let like = like.and_then(|l| l.items.as_deref());
            let mut items = Shape::default();
            for child in &self.children {
                items.merge(child.shape(like));
            }
            shape.items = Some(Box::new(items));
            shape.xml = Some(XmlForm::Wrapped(name.to_owned()));
            return shape;
        }
        let mut members: Vec<(String, Shape)> = Vec::new();
        for (name, text) in &self.attributes {
            let mut attribute = Shape { xml: Some(XmlForm::Attribute), ..Shape::default() };
            value(text.trim(), &mut attribute);
            members.push((name.clone(), attribute));
        }
        for child in &self.children {
            if members.iter().any(|(n, _)| *n == child.name) {
                continue;
            }
            let like = like.and_then(|l| l.member(&child.name));
            let same: Vec<&Element> =
                self.children.iter().filter(|c| c.name == child.name).collect();
            let listed = same.len() > 1;
            let member = if listed {
                let like = like.map(|l| l.items.as_deref().unwrap_or(l));
                let mut items = Shape::default();
                for element in same {
                    items.merge(element.shape(like));
                }
                Shape {
                    items: Some(Box::new(items)),
                    xml: Some(XmlForm::Repeated),
                    ..Shape::default()
                }
            } else {
                child.shape(like)
            };
            members.push((child.name.clone(), member));
        }
        shape.members = Some(members);
        shape
    }

    /// The name of the elements, if this is the element around a list: the same name again and again and nothing else.
    fn list_of(&self, like: Option<&Shape>) -> Option<&str> {
        let first = self.children.first()?.name.as_str();
        let alike = self.attributes.is_empty() && self.children.iter().all(|c| c.name == first);
        let known = like.is_some_and(|l| l.items.is_some() && l.members.is_none());
        (alike && (self.children.len() > 1 || known)).then_some(first)
    }
}

/// XML has texts only; a text that reads as a number or a boolean most likely is one. Zeros in front, and more digits than
/// anybody counts, make a code.
fn value(text: &str, shape: &mut Shape) {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let code = digits.len() > 15
        || (digits.starts_with('0') && digits.len() > 1 && !digits.starts_with("0."));
    let number =
        digits.starts_with(|c: char| c.is_ascii_digit()) && text.parse::<f64>().is_ok() && !code;
    if text.is_empty() {
        shape.empty = true;
    } else if matches!(text, "true" | "false") {
        shape.boolean = true;
    } else if number && text.parse::<i64>().is_ok() {
        shape.number = Some(Number::Integer);
    } else if number {
        shape.number = Some(Number::Fraction);
    } else {
        shape.texts.insert(Text::of(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each path and its types, or nothing.
    fn lines(text: &str, like: Option<&Shape>) -> Option<Vec<String>> {
        fn walk(shape: &Shape, path: &str, out: &mut Vec<String>) {
            for (name, member) in shape.object().into_iter().flatten() {
                let form = match &member.xml {
                    None => "",
                    Some(XmlForm::Attribute) => " @",
                    Some(XmlForm::Wrapped(_)) => " wrapped",
                    Some(XmlForm::Repeated) => " repeated",
                    Some(XmlForm::Dressed) => " dressed",
                };
                out.push(format!("{path}{name} {}{form}", member.words()));
                walk(member, &format!("{path}{name}{}.", member.brackets()), out);
            }
        }
        let sample = read(text)?;
        let mut out = vec![sample.root.name.clone()];
        walk(&sample.root.shape(like), "", &mut out);
        out.extend(sample.unreadable);
        Some(out)
    }

    #[track_caller]
    fn check(text: &str, want: &[&str]) {
        assert_eq!(lines(text, None).unwrap_or_default(), want, "{text}");
    }

    #[test]
    fn bodies() {
        check(
            "<?xml version=\"1.0\"?>\n<R xmlns:xsi=\"urn:x\" xmlns=\"urn:y\"><A>1</A><B> 1.5 </B><C>true</C><D>2021-06-07</D><E/><F xsi:nil=\"true\"/><G>a &amp; b</G></R>",
            &[
                "R", "A number", "B number", "C boolean", "D string<date>", "E empty", "F null",
                "G string",
            ],
        );
        check(
            "<R id=\"7\"><N:A xmlns:N=\"urn:z\" kind=\"x\">1</N:A></R>",
            &["R", "id number @", "A number dressed"],
        );
    }

    #[test]
    fn lists() {
        check(
            "<R><Users><User><ID>1</ID></User><User><Name>x</Name></User></Users></R>",
            &["R", "Users array of object wrapped", "Users[].ID number", "Users[].Name string"],
        );
        check(
            "<R><Tag>a</Tag><Other>1</Other><Tag>2</Tag></R>",
            &["R", "Tag array of number or string repeated", "Other number"],
        );
        // A single element could be an object as well; the JSON sample decides.
        let one = "<R><Tags><Tag>a</Tag></Tags><X>1</X></R>";
        check(one, &["R", "Tags object", "Tags.Tag string", "X number"]);
        let json = Shape::of(&serde_json::json!({"Tags": ["a"]}));
        assert_eq!(
            lines(one, Some(&json)).unwrap(),
            ["R", "Tags array of string wrapped", "X number"]
        );
    }

    #[test]
    fn what_is_no_body() {
        for text in [
            "<token>", "<string> is a text", "<b>bold</b>", "text", "",
            "<!DOCTYPE x><R><A>1</A></R>",
        ] {
            assert!(read(text).is_none(), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read() {
        check("<R><A>1</A><B>", &["R", "A number", "B empty", "a body without its end"]);
        let deep = lines(&"<a>".repeat(100_000), None).unwrap();
        assert_eq!(deep.last().unwrap(), "nested deeper than 128 levels");
        let crossed = lines("<R><A>1</A><B></R>", None).unwrap();
        assert_eq!(&crossed[..3], ["R", "A number", "B empty"]);
        assert_eq!(crossed.len(), 4);
    }
}
