//! A sample body in XML, compared with its schema: a walk over the events, with the open elements on a stack of its own.

use std::collections::BTreeSet;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use serde_json::Value;

use super::{missing, reads, unfit, unknown, wanted};
use crate::lint::references::{referred, resolve};
use crate::lint::schemas::{Form, form, is_required, required_names};
use crate::lint::{Node, Report, pointer};
use crate::read::{element, is_unwrapped, properties};

/// How deep elements may nest.
const MAX_DEPTH: usize = 128;

/// Compares a body with the named schema.
pub fn check(document: &Node<'_>, name: &str, body: &[u8], report: &mut Report) {
    let Some(schema) = document.schema(name) else {
        return;
    };
    let Ok(text) = std::str::from_utf8(body) else {
        report.add("", "not UTF-8; save the sample as UTF-8");
        return;
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader::from_str(text);
    let mut walk = Walk {
        document,
        root: Some((
            schema["xml"]["name"].as_str().unwrap_or(name).to_owned(),
            schema,
            name,
        )),
        open: Vec::new(),
        report,
    };
    loop {
        let event = reader.read_event();
        let done = match event {
            Ok(Event::Eof) => true,
            Ok(event) => walk.event(&event),
            Err(e) => {
                walk.report.add(
                    &line_column(text, reader.error_position()),
                    format!("this is not XML ({e}); mend it there or just before"),
                );
                return;
            }
        };
        if done {
            break;
        }
    }
    if walk.root.is_some() {
        walk.report.add("", "no element; write the body");
    } else if !walk.open.is_empty() {
        walk.report.add(
            &line_column(text, text.len() as u64),
            "the body ends within an element; close it",
        );
    }
}

fn line_column(text: &str, offset: u64) -> String {
    let end = usize::try_from(offset)
        .unwrap_or(text.len())
        .min(text.len());
    let before = &text.as_bytes()[..end];
    let line = before.iter().filter(|b| **b == b'\n').count() + 1;
    let column = before.iter().rev().take_while(|b| **b != b'\n').count() + 1;
    format!("line {line}, column {column}")
}

/// The walk so far.
struct Walk<'a, 'r> {
    document: &'a Node<'a>,
    /// The element that has to come first: its name, its schema and that one's name.
    root: Option<(String, &'a Value, &'a str)>,
    open: Vec<Open<'a>>,
    report: &'r mut Report,
}

/// An element that is not closed yet.
struct Open<'a> {
    at: String,
    holds: Holds<'a>,
}

/// What belongs into an element.
enum Holds<'a> {
    Object {
        schema: &'a Value,
        name: &'a str,
        seen: BTreeSet<&'a str>,
    },
    /// The items of a wrapped list, each in an element of this name.
    Items {
        element: &'a str,
        schema: &'a Value,
        name: &'a str,
    },
    Text {
        schema: &'a Value,
        text: String,
    },
    /// Whatever: free of form, null, or unknown and told.
    Anything,
}

impl<'a> Walk<'a, '_> {
    /// Takes one event; `true` where reading on makes no sense.
    fn event(&mut self, event: &Event<'_>) -> bool {
        match event {
            Event::Start(start) => {
                self.start(start);
                return self.open.len() > MAX_DEPTH && {
                    self.report.add(
                        "",
                        format!("nested deeper than {MAX_DEPTH} elements; flatten it"),
                    );
                    // What is open now is no mistake of its own.
                    self.open.clear();
                    true
                };
            }
            Event::Empty(start) => {
                self.start(start);
                self.end();
            }
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => self.text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let name = reference.xml10_content();
                match reference.resolve_char_ref() {
                    Ok(Some(c)) => self.text(c.encode_utf8(&mut [0; 4])),
                    Ok(None) if resolve_xml_entity(&name).is_some() => {
                        self.text(resolve_xml_entity(&name).unwrap_or_default())
                    }
                    _ => {
                        let at = self.at();
                        self.report.add(
                            &at,
                            format!(
                                "`&{name};` is no entity of XML's own; write the character itself"
                            ),
                        );
                    }
                }
            }
            Event::DocType(_) => self
                .report
                .add("", "a DOCTYPE, which is refused in an answer; remove it"),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Eof => {}
        }
        false
    }

    fn at(&self) -> String {
        self.open
            .last()
            .map(|open| open.at.clone())
            .unwrap_or_default()
    }

    fn start(&mut self, start: &BytesStart<'_>) {
        let local = start.local_name();
        let local = local.as_ref();
        let at = pointer(&self.at(), local);
        let refuses_null = self.refuses_null(local);
        let mut holds = self.child(local, &at);
        if self.attributes(start, &mut holds, &at) {
            if let Some(wanted) = refuses_null {
                self.report.add(&at, unfit("null", wanted));
            }
            holds = Holds::Anything;
        }
        self.open.push(Open { at, holds });
    }

    /// What the element of this name that begins here has to hold, if not even null will do.
    fn refuses_null(&self, local: &str) -> Option<&'static str> {
        match &self.open.last()?.holds {
            Holds::Object { schema, .. } => {
                let (name, property) = child_of(self.document, schema, local, Place::Element)?;
                if is_unwrapped(property) {
                    let items = &property["items"];
                    return (form(items) != Form::Any).then(|| wanted(self.document, items));
                }
                let optional = !is_required(schema, name)
                    || property["nullable"] == true
                    || form(property) == Form::Any;
                (!optional).then(|| wanted(self.document, property))
            }
            Holds::Items { schema, .. } => {
                (form(schema) != Form::Any).then(|| wanted(self.document, schema))
            }
            Holds::Text { .. } | Holds::Anything => None,
        }
    }

    /// What belongs into the element of this name that begins here.
    fn child(&mut self, local: &str, at: &str) -> Holds<'a> {
        let document = self.document;
        let Some(parent) = self.open.last_mut() else {
            let Some((element, schema, name)) = self.root.take() else {
                self.report
                    .add(at, "a second element at the root; keep one");
                return Holds::Anything;
            };
            if local != element {
                self.report.add(at, format!("the root of `{name}` is called `{element}`; correct the sample, or `xml.name` in the schema"));
                return Holds::Anything;
            }
            return holds(document, schema, name);
        };
        match &mut parent.holds {
            Holds::Object { schema, name, seen } => {
                let (schema, name) = (*schema, *name);
                match child_of(document, schema, local, Place::Element) {
                    Some((property, list)) if is_unwrapped(list) => {
                        seen.insert(property);
                        holds(document, &list["items"], name)
                    }
                    Some((property, inner)) => {
                        if !seen.insert(property) {
                            self.report
                                .add(at, "this element is here twice, and no list; keep one");
                        }
                        holds(document, inner, name)
                    }
                    None => {
                        self.report.add(at, unknown(name));
                        Holds::Anything
                    }
                }
            }
            Holds::Items {
                element,
                schema,
                name,
            } => {
                if local == *element {
                    return holds(document, schema, name);
                }
                self.report.add(at, format!("the items of this list are called `{element}`; correct the sample, or `xml.name` in the schema"));
                Holds::Anything
            }
            Holds::Text { schema, .. } => {
                self.report
                    .add(at, unfit("an element", wanted(document, schema)));
                Holds::Anything
            }
            Holds::Anything => Holds::Anything,
        }
    }

    /// Checks an element's attributes; whether it says that it is null.
    fn attributes(&mut self, start: &BytesStart<'_>, holds: &mut Holds<'a>, at: &str) -> bool {
        let mut nil = false;
        for attribute in start.attributes() {
            let attribute = match attribute {
                Ok(attribute) => attribute,
                Err(e) => {
                    self.report
                        .add(at, format!("its attributes are not XML ({e}); mend them"));
                    return nil;
                }
            };
            let key = attribute.key.as_ref();
            let value = attribute.value.as_ref();
            match (key.split_once(':'), &mut *holds) {
                (Some(("xmlns", _)), _) | (_, Holds::Anything) => {}
                (Some((_, "nil")), _) => nil |= matches!(value, "true" | "1"),
                // Of another namespace, and so not the schema's.
                (Some(_), _) => {}
                (None, _) if key == "xmlns" => {}
                (None, Holds::Object { schema, name, seen }) => {
                    let property = child_of(self.document, schema, key, Place::Attribute);
                    match property {
                        Some((name, property)) => {
                            seen.insert(name);
                            self.scalar(property, value, &format!("{at}/@{key}"));
                        }
                        None => self.report.add(&format!("{at}/@{key}"), unknown(name)),
                    }
                }
                (None, _) => self.report.add(
                    &format!("{at}/@{key}"),
                    "an attribute where the schema has none; correct one of them",
                ),
            }
        }
        nil
    }

    fn text(&mut self, more: &str) {
        let document = self.document;
        let Some(open) = self.open.last_mut() else {
            if !more.trim().is_empty() {
                self.report
                    .add("", "text outside of the root element; remove it");
            }
            return;
        };
        match &mut open.holds {
            Holds::Text { text, .. } => text.push_str(more),
            Holds::Anything => {}
            Holds::Object { schema, .. } if !more.trim().is_empty() => {
                let message = unfit("a text", wanted(document, schema));
                let at = open.at.clone();
                self.report.add(&at, message);
            }
            Holds::Items { .. } if !more.trim().is_empty() => {
                let at = open.at.clone();
                self.report.add(&at, unfit("a text", "a list"));
            }
            Holds::Object { .. } | Holds::Items { .. } => {}
        }
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else { return };
        match open.holds {
            Holds::Text { schema, text } => self.scalar(schema, &text, &open.at),
            Holds::Object { schema, name, seen } => {
                for property in required_names(schema) {
                    if !seen.contains(property) {
                        self.report.add(&open.at, missing(name, property));
                    }
                }
            }
            Holds::Items { .. } | Holds::Anything => {}
        }
    }

    /// Checks a text. A blank one is null for anything but a text.
    fn scalar(&mut self, schema: &Value, text: &str, at: &str) {
        let document = self.document;
        let Some(schema) = resolve(document, schema) else {
            return;
        };
        let text = text.trim();
        if !text.is_empty()
            && !reads(
                form(schema),
                schema.get("format").and_then(Value::as_str),
                text,
            )
        {
            self.report
                .add(at, unfit(&format!("`{text}`"), wanted(document, schema)));
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Element,
    Attribute,
}

/// The property that an element or an attribute of this name is, and its schema.
fn child_of<'a>(
    document: &Node<'a>,
    schema: &'a Value,
    local: &str,
    place: Place,
) -> Option<(&'a str, &'a Value)> {
    let property = properties(schema).find(|p| element(document.value, *p) == local)?;
    let is_attribute = property.schema["xml"]["attribute"] == true;
    (is_attribute == (place == Place::Attribute)).then_some((property.name, property.schema))
}

/// What belongs into the element of a schema; `owner` is the named schema that has it.
fn holds<'a>(document: &Node<'a>, schema: &'a Value, owner: &'a str) -> Holds<'a> {
    let name = referred(schema).unwrap_or(owner);
    let Some(target) = resolve(document, schema) else {
        return Holds::Anything;
    };
    match form(target) {
        Form::Object => Holds::Object {
            schema: target,
            name,
            seen: BTreeSet::new(),
        },
        Form::List => {
            let items = &target["items"];
            let element = items["xml"]["name"]
                .as_str()
                .or_else(|| element_of(document, items))
                .or_else(|| referred(items))
                .unwrap_or("item");
            Holds::Items {
                element,
                schema: items,
                name,
            }
        }
        Form::Map | Form::Any | Form::Choice | Form::Unknown | Form::Reference | Form::AllOf => {
            Holds::Anything
        }
        Form::Enum | Form::String | Form::Integer | Form::Number | Form::Boolean => Holds::Text {
            schema: target,
            text: String::new(),
        },
    }
}

/// `xml.name` of the named schema that this one refers to.
fn element_of<'a>(document: &Node<'a>, schema: &'a Value) -> Option<&'a str> {
    referred(schema)?;
    resolve(document, schema)?["xml"]["name"].as_str()
}
