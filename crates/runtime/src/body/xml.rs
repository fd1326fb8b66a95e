//! XML: read into a flat list of elements, from which any type deserializes as it would from JSON.
//!
//! What JSON says with brackets, XML says with elements. An element with elements or attributes in it is an object, and
//! one with text only is a scalar; the type that is wanted decides the rest: a list is an element around its items, a
//! number is a text, and an element that says `xsi:nil="true"` is null. Names count without their prefixes.

use std::any::type_name;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::BufRead;

use memchr::{memchr, memchr2};
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, BytesText, Event};
use quick_xml::{Error, Reader, XmlVersion};
use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer};
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Unexpected,
    Visitor,
};

use crate::body::decode::{DEPTH, DecodeError, Fault, Step, UNWRAPPED, excerpt, shorten, too_deep};
use crate::value::decimal::RAW_VALUE;
use crate::value::open_enum::WORD;
use crate::value::secret::SECRET;
use crate::{Decimal, Timestamp};

/// Decodes an XML body. `charset` is what `Content-Type` says of its encoding.
pub(crate) fn decode<T: DeserializeOwned>(
    charset: Option<&str>,
    body: &[u8],
) -> Result<T, DecodeError> {
    let text = transcode(charset, body)?;
    let document = Document::parse(&text)?;
    let root = Element {
        document: &document,
        index: 0,
        fields: None,
        item: None,
    };
    T::deserialize(root).map_err(|fault| fault.into_error(&text))
}

/// What a body's bytes stand for.
#[derive(Clone, Copy, PartialEq)]
enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    /// And what is part of it: ASCII, and ISO 8859-1 as the web reads it.
    Windows1252,
}

impl Encoding {
    /// By a name that IANA registers for it, or that is usual.
    fn named(label: &str) -> Option<Self> {
        match label.trim().to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" => Some(Self::Utf8),
            "utf-16" | "utf-16le" => Some(Self::Utf16Le),
            "utf-16be" => Some(Self::Utf16Be),
            "windows-1252" | "cp1252" | "iso-8859-1" | "iso8859-1" | "latin1" | "us-ascii"
            | "ascii" => Some(Self::Windows1252),
            _ => None,
        }
    }
}

/// The body in UTF-8: by its byte order mark, by its `Content-Type`, or by its own declaration, in this order (RFC 7303).
fn transcode<'b>(charset: Option<&str>, body: &'b [u8]) -> Result<Cow<'b, str>, DecodeError> {
    let (encoding, body) = match body {
        [0xFF, 0xFE, 0, 0, ..]
        | [0, 0, 0xFE, 0xFF, ..]
        | [0, 0, 0, b'<', ..]
        | [b'<', 0, 0, 0, ..] => return Err(unsupported("UTF-32")),
        [0xEF, 0xBB, 0xBF, body @ ..] => (Encoding::Utf8, body),
        [0xFF, 0xFE, body @ ..] => (Encoding::Utf16Le, body),
        [0xFE, 0xFF, body @ ..] => (Encoding::Utf16Be, body),
        [b'<', 0, ..] => (Encoding::Utf16Le, body),
        [0, b'<', ..] => (Encoding::Utf16Be, body),
        _ => match charset.map(str::to_owned).or_else(|| declared(body)) {
            None => (Encoding::Utf8, body),
            Some(label) => match Encoding::named(&label) {
                None => return Err(unsupported(&label)),
                // Text that .NET wrote to a string says UTF-16, and was then sent as UTF-8.
                Some(Encoding::Utf16Le | Encoding::Utf16Be) => (Encoding::Utf8, body),
                Some(encoding) => (encoding, body),
            },
        },
    };
    match encoding {
        Encoding::Utf8 => std::str::from_utf8(body)
            .map(Cow::Borrowed)
            .map_err(|e| DecodeError::at("not XML: not in UTF-8", body, e.valid_up_to())),
        Encoding::Utf16Le => utf16(body, u16::from_le_bytes, "UTF-16LE"),
        Encoding::Utf16Be => utf16(body, u16::from_be_bytes, "UTF-16BE"),
        Encoding::Windows1252 => Ok(body.iter().map(|&byte| windows_1252(byte)).collect()),
    }
}

fn utf16<'t>(
    body: &[u8],
    unit: fn([u8; 2]) -> u16,
    name: &str,
) -> Result<Cow<'t, str>, DecodeError> {
    let (units, rest) = body.as_chunks();
    let text = char::decode_utf16(units.iter().map(|&bytes| unit(bytes))).collect();
    match (text, rest) {
        (Ok(text), []) => Ok(Cow::Owned(text)),
        _ => Err(DecodeError::whole(format!("not XML: not in {name}"))),
    }
}

/// The character of a byte: ISO 8859-1's, but for these 32 (<https://encoding.spec.whatwg.org/index-windows-1252.txt>).
fn windows_1252(byte: u8) -> char {
    const FROM_0X80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
        '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}',
        'ž', 'Ÿ',
    ];
    let special = usize::from(byte).checked_sub(0x80);
    special
        .and_then(|index| FROM_0X80.get(index).copied())
        .unwrap_or(byte.into())
}

fn unsupported(label: &str) -> DecodeError {
    DecodeError::whole(format!(
        "the encoding {} is not supported; ask for UTF-8",
        shorten(label)
    ))
}

/// The encoding that the XML declaration names.
fn declared(body: &[u8]) -> Option<String> {
    let start = body.trim_ascii_start();
    if !start.starts_with(b"<?xml") {
        return None;
    }
    let end = start.windows(2).take(1_000).position(|w| w == b"?>")? + 2;
    let declaration = std::str::from_utf8(start.get(..end)?).ok()?;
    match Reader::from_str(declaration).read_event().ok()? {
        Event::Decl(declaration) => Some(declaration.encoding()?.ok()?.into_owned()),
        _ => None,
    }
}

/// The elements and attributes of a text, each before what is in it: attributes first, then elements.
struct Document<'t> {
    text: &'t str,
    nodes: Vec<Node>,
    /// The texts that do not stand in the body as they are.
    joined: Vec<String>,
}

/// An element or an attribute. Offsets into the body, in 32 bits: there may be one for every four bytes of a body.
#[derive(Clone, Copy)]
struct Node {
    /// The local name.
    name: Span,
    /// The text: a span of the body, or the first half is an index into `joined`.
    text: Span,
    /// The node that follows this one and what is in it.
    next: u32,
    flags: u32,
}

type Span = (u32, u32);

/// The element says that it is null.
const NIL: u32 = 1;
/// The node is an attribute.
const ATTRIBUTE: u32 = 2;
/// The element has elements in it.
const ELEMENTS: u32 = 4;
/// The element has attributes that are data.
const ATTRIBUTES: u32 = 8;
/// The node has a text of its own, which stands in the body.
const TEXT: u32 = 16;
/// The node has a text of its own, which is in `joined`.
const JOINED: u32 = 32;

/// The namespace of `nil`.
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

impl<'t> Document<'t> {
    fn parse(text: &'t str) -> Result<Self, DecodeError> {
        if u32::try_from(text.len()).is_err() {
            return Err(DecodeError::whole("longer than 4 GiB"));
        }
        let nodes = Vec::with_capacity(64);
        let document = Self {
            text,
            nodes,
            joined: Vec::new(),
        };
        let builder = Builder {
            document,
            open: Vec::new(),
            prefixes: Vec::new(),
            returns: memchr(b'\r', text.as_bytes()).is_some(),
        };
        builder.read()
    }

    fn node(&self, index: u32) -> Node {
        // Every index comes from the list itself.
        self.nodes.get(index as usize).copied().unwrap_or(Node {
            name: (0, 0),
            text: (0, 0),
            next: u32::MAX,
            flags: 0,
        })
    }

    /// Keeps a text that does not stand in the body.
    fn join(&mut self, text: String) -> Span {
        self.joined.push(text);
        (self.joined.len() as u32 - 1, 0)
    }

    fn name(&self, index: u32) -> &str {
        self.slice(self.node(index).name)
    }

    fn text(&self, index: u32) -> &str {
        let node = self.node(index);
        match node.flags & (TEXT | JOINED) {
            0 => "",
            TEXT => self.slice(node.text),
            _ => self
                .joined
                .get(node.text.0 as usize)
                .map(String::as_str)
                .unwrap_or_default(),
        }
    }

    fn slice(&self, (start, end): Span) -> &str {
        self.text
            .get(start as usize..end as usize)
            .unwrap_or_default()
    }

    /// Where a piece of the text stands in it.
    fn span(&self, piece: &str) -> Span {
        let start = piece
            .as_ptr()
            .addr()
            .wrapping_sub(self.text.as_ptr().addr());
        // The text is shorter than 4 GiB.
        (start as u32, (start + piece.len()) as u32)
    }

    /// Where a person would look for the value: at its text, if it is nothing but that.
    fn offset(&self, index: u32) -> usize {
        let node = self.node(index);
        let name = node.name.0 as usize;
        if node.flags & (ELEMENTS | ATTRIBUTES | TEXT) == TEXT {
            let text = self.slice(node.text);
            node.text.0 as usize + (text.len() - text.trim_ascii_start().len())
        } else if node.flags & ATTRIBUTE != 0 {
            name
        } else {
            // With the bracket and, likely, the prefix.
            self.text
                .get(..name)
                .and_then(|before| before.rfind('<'))
                .unwrap_or(name)
        }
    }
}

/// A document while it is read.
struct Builder<'t> {
    document: Document<'t>,
    /// The elements that are open, the innermost last.
    open: Vec<u32>,
    /// What prefixes stand for in the elements that are open, as far as `XSI` has to do with it.
    prefixes: Vec<Prefix>,
    /// Whether there are carriage returns, which are part of line ends only.
    returns: bool,
}

struct Prefix {
    name: String,
    is_xsi: bool,
    /// How many elements were open.
    depth: usize,
}

impl<'t> Builder<'t> {
    fn read(mut self) -> Result<Document<'t>, DecodeError> {
        let text = self.document.text;
        let mut reader = Reader::from_str(text);
        loop {
            // Text as far as the next markup is taken here, at a fraction of what an event costs.
            let start = reader.buffer_position();
            let rest = text.get(start as usize..).unwrap_or_default();
            let length = memchr2(b'<', b'&', rest.as_bytes()).unwrap_or(rest.len());
            if length > 0 {
                let taken = self.text(rest.get(..length).unwrap_or_default());
                taken.map_err(|message| self.error(message, start))?;
                reader.stream().consume(length);
            }
            let start = reader.buffer_position();
            let event = reader.read_event().map_err(|error| {
                let message = match error {
                    Error::Syntax(error) => error.to_string(),
                    Error::IllFormed(error) => error.to_string(),
                    error => error.to_string(),
                };
                self.error(
                    format!("not XML: {}", excerpt(&message, 200)),
                    reader.error_position(),
                )
            })?;
            let taken = match event {
                Event::Start(tag) => self.open(&tag),
                Event::Empty(tag) => self.open(&tag).map(|()| self.close()),
                Event::End(_) => {
                    self.close();
                    Ok(())
                }
                Event::Text(text) => self.text(&text),
                Event::CData(text) => self.text(&text),
                Event::GeneralRef(reference) => {
                    resolve(&reference).and_then(|text| self.piece(Cow::Owned(text)))
                }
                Event::DocType(_) => Err("a DOCTYPE is not accepted".to_owned()),
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => Ok(()),
                Event::Eof => break,
            };
            taken.map_err(|message| self.error(message, start))?;
        }
        match self.open.last() {
            Some(&open) => {
                let message = format!(
                    "not XML: it breaks off inside <{}>",
                    excerpt(self.document.name(open), 40)
                );
                Err(self.error(message, self.document.text.len() as u64))
            }
            None if self.document.nodes.is_empty() => {
                Err(self.error("not XML: it has no element", 0))
            }
            None => Ok(self.document),
        }
    }

    fn error(&self, message: impl Into<String>, offset: u64) -> DecodeError {
        DecodeError::at(
            message,
            self.document.text.as_bytes(),
            usize::try_from(offset).unwrap_or(usize::MAX),
        )
    }

    fn open(&mut self, tag: &BytesStart<'t>) -> Result<(), String> {
        match self.open.last() {
            Some(_) if self.open.len() >= DEPTH => return Err(too_deep()),
            Some(&parent) => self.flag(parent, ELEMENTS),
            None if self.document.nodes.is_empty() => {}
            None => return Err("not XML: there is a second root element".to_owned()),
        }
        let index = self.push(local(tag.name().into_inner()), 0)?;
        self.open.push(index);
        if !tag.attributes_raw().is_empty() {
            self.attributes(tag, index)?;
        }
        Ok(())
    }

    fn push(&mut self, name: &str, flags: u32) -> Result<u32, String> {
        let is_name =
            |first: &u8| first.is_ascii_alphabetic() || *first == b'_' || !first.is_ascii();
        if !name.as_bytes().first().is_some_and(is_name) {
            return Err(format!("not XML: {} is not a name", shorten(name)));
        }
        let index = self.document.nodes.len() as u32;
        let name = self.document.span(name);
        self.document.nodes.push(Node {
            name,
            text: (0, 0),
            next: index + 1,
            flags,
        });
        Ok(index)
    }

    fn flag(&mut self, index: u32, flag: u32) {
        if let Some(node) = self.document.nodes.get_mut(index as usize) {
            node.flags |= flag;
        }
    }

    fn close(&mut self) {
        let Some(index) = self.open.pop() else { return };
        let next = self.document.nodes.len() as u32;
        let node = self.document.node(index);
        let is_layout = node.flags & ELEMENTS != 0 && is_blank(self.document.text(index));
        if let Some(node) = self.document.nodes.get_mut(index as usize) {
            node.next = next;
            if is_layout {
                node.flags &= !(TEXT | JOINED);
            }
        }
        while self
            .prefixes
            .last()
            .is_some_and(|prefix| prefix.depth > self.open.len())
        {
            self.prefixes.pop();
        }
    }

    fn attributes(&mut self, tag: &BytesStart<'t>, element: u32) -> Result<(), String> {
        // quick-xml compares each name with each; here a name that comes twice is found when it is used.
        let attributes = || {
            let mut attributes = tag.attributes();
            attributes.with_checks(false);
            attributes
        };
        for attribute in attributes() {
            let attribute = attribute.map_err(|error| attribute_error(&error))?;
            if let Some(prefix) = attribute.key.as_ref().strip_prefix("xmlns:") {
                self.bind(prefix, &attribute.value)?;
            }
        }
        for attribute in attributes().flatten() {
            let name = attribute.key.as_ref();
            let (prefix, local) = name.split_once(':').unwrap_or(("", name));
            if prefix == "xmlns" || name == "xmlns" {
                continue;
            }
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(|error| attribute_error(&error))?;
            if self.is_xsi(prefix) {
                if local == "nil" && matches!(value.trim_ascii(), "true" | "1") {
                    self.flag(element, NIL);
                }
                continue;
            }
            self.flag(element, ATTRIBUTES);
            let index = self.push(local, ATTRIBUTE)?;
            self.append(index, value);
        }
        Ok(())
    }

    /// Remembers what a prefix stands for.
    fn bind(&mut self, prefix: &str, namespace: &str) -> Result<(), String> {
        let is_xsi = namespace == XSI;
        if is_xsi || self.is_xsi(prefix) {
            // Each use is looked for in this list.
            if self.prefixes.len() >= 100 {
                return Err("too many namespace declarations".to_owned());
            }
            self.prefixes.push(Prefix {
                name: prefix.to_owned(),
                is_xsi,
                depth: self.open.len(),
            });
        }
        Ok(())
    }

    /// Whether a prefix stands for `XSI`. The usual one does so undeclared too.
    fn is_xsi(&self, prefix: &str) -> bool {
        let bound = self
            .prefixes
            .iter()
            .rev()
            .find(|bound| bound.name == prefix);
        bound.map_or(prefix == "xsi", |bound| bound.is_xsi)
    }

    /// Takes a piece of the body as text of the innermost element.
    fn text(&mut self, piece: &str) -> Result<(), String> {
        let open = self
            .open
            .last()
            .map_or(0, |&index| self.document.node(index).flags);
        if open & ELEMENTS != 0 && is_blank(piece) {
            // White space between elements is layout.
            return Ok(());
        }
        if self.returns && piece.contains('\r') {
            let piece = BytesText::from_escaped(piece).xml10_content().into_owned();
            return self.piece(Cow::Owned(piece));
        }
        self.piece(Cow::Borrowed(piece))
    }

    fn piece(&mut self, piece: Cow<'_, str>) -> Result<(), String> {
        match self.open.last() {
            Some(&index) => self.append(index, piece),
            None if is_blank(&piece) => {}
            None => return Err("not XML: there is text outside of the root element".to_owned()),
        }
        Ok(())
    }

    /// Adds a piece to a node's text. A borrowed one is a slice of the body.
    fn append(&mut self, index: u32, piece: Cow<'_, str>) {
        let document = &mut self.document;
        let node = document.node(index);
        let (text, flag) = match (node.flags & (TEXT | JOINED), piece) {
            (0, Cow::Borrowed(piece)) => (document.span(piece), TEXT),
            (0, Cow::Owned(piece)) => (document.join(piece), JOINED),
            (TEXT, piece) => {
                let joined = [document.text(index), &piece].concat();
                (document.join(joined), JOINED)
            }
            (_, piece) => {
                if let Some(joined) = document.joined.get_mut(node.text.0 as usize) {
                    joined.push_str(&piece);
                }
                return;
            }
        };
        if let Some(node) = document.nodes.get_mut(index as usize) {
            node.text = text;
            node.flags = node.flags & !TEXT | flag;
        }
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    let colon = name.bytes().position(|b| b == b':');
    colon.map_or(name, |colon| name.get(colon + 1..).unwrap_or_default())
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_whitespace())
}

/// What is wrong with an attribute, without the place within its tag.
fn attribute_error(error: &dyn std::error::Error) -> String {
    let message = error.to_string();
    let (place, rest) = message.split_once(": ").unwrap_or(("", &message));
    let is_place = place.starts_with("position ") || place.starts_with("at ");
    format!(
        "not XML: {}",
        excerpt(if is_place { rest } else { &message }, 200)
    )
}

/// The text that a reference stands for.
fn resolve(reference: &BytesRef<'_>) -> Result<String, String> {
    let shown = || excerpt(reference, 40);
    match reference.resolve_char_ref() {
        Ok(Some(character)) => Ok(character.to_string()),
        Ok(None) => match resolve_xml_entity(reference) {
            Some(text) => Ok(text.to_owned()),
            None => Err(format!(
                "not XML: &{}; is not one of XML's own five entities",
                shown()
            )),
        },
        Err(_) => Err(format!("not XML: &{}; is no character", shown())),
    }
}

/// An element or an attribute, to be deserialized.
struct Element<'f, 'd> {
    document: &'d Document<'d>,
    index: u32,
    /// The object that it is a field of, or an item of a list in a field of.
    fields: Option<&'f mut Fields<'d>>,
    /// Which item it is, if it is one.
    item: Option<&'f Item<'f>>,
}

/// An item of a list.
struct Item<'i> {
    /// The list.
    list: u32,
    /// Which item the list is, if it is one itself.
    outer: Option<&'i Item<'i>>,
    index: usize,
}

impl Item<'_> {
    /// `Names[0]`
    fn name(&self, document: &Document<'_>) -> String {
        let list = self.outer.map(|outer| outer.name(document));
        let list = list.unwrap_or_else(|| document.name(self.list).to_owned());
        format!("{list}[{}]", self.index)
    }
}

impl<'d> Element<'_, 'd> {
    /// Says that the field is known, because a type is wanted.
    fn known(&mut self) {
        if let Some(fields) = &mut self.fields {
            fields.known = true;
        }
    }

    /// Says that the field is known and has no place for attributes: its object keeps those.
    fn simple(&mut self) {
        self.known();
        if self.has(ATTRIBUTES)
            && let Some(fields) = &mut self.fields
        {
            let document = self.document;
            let item = self.item.map(|item| item.name(document));
            let name = item.unwrap_or_else(|| document.name(self.index).to_owned());
            fields.keep_attributes(&name, self.index);
        }
    }

    /// The field together with the later ones of its name. An item of a list has none.
    fn take_siblings(&mut self) -> Option<Vec<u32>> {
        match (&mut self.fields, self.item) {
            (Some(fields), None) => Some(fields.take_siblings(self.index)),
            _ => None,
        }
    }

    fn has(&self, flags: u32) -> bool {
        self.document.node(self.index).flags & flags != 0
    }

    /// What it is, before a type is wanted.
    fn found(&self) -> Unexpected<'d> {
        let text = self.document.text(self.index);
        match () {
            () if self.has(NIL) => Unexpected::Unit,
            () if self.has(ELEMENTS) => Unexpected::Map,
            () => Unexpected::Str(text),
        }
    }

    fn place<T>(&self, result: Result<T, Fault>) -> Result<T, Fault> {
        result.map_err(|fault| fault.at(self.document.offset(self.index)))
    }

    /// Hands over the text, as it is or without the white space around it.
    fn text<V: Visitor<'d>>(
        mut self,
        white_space: WhiteSpace,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.simple();
        let result = if self.has(NIL | ELEMENTS) {
            Err(de::Error::invalid_type(self.found(), &visitor))
        } else {
            let text = self.document.text(self.index);
            let text = match white_space {
                WhiteSpace::Kept => text,
                WhiteSpace::Trimmed => text.trim_ascii(),
            };
            visitor
                .visit_str(text)
                .map_err(|fault: Fault| fault.found(Unexpected::Str(text)))
        };
        self.place(result)
    }

    /// Reads the text as a number or a boolean.
    fn parse<V: Visitor<'d>, N>(
        mut self,
        visitor: V,
        parse: impl FnOnce(&str) -> Option<N>,
        visit: impl FnOnce(V, N) -> Result<V::Value, Fault>,
    ) -> Result<V::Value, Fault> {
        self.simple();
        let text = self.document.text(self.index).trim_ascii();
        let result = match parse(text) {
            Some(value) if !self.has(NIL | ELEMENTS) => visit(visitor, value),
            _ => {
                let number = text.parse().map(Unexpected::Signed);
                Err(de::Error::invalid_type(
                    number.unwrap_or(self.found()),
                    &visitor,
                ))
            }
        };
        self.place(result)
    }

    /// Reads it as an object.
    fn object<V: Visitor<'d>>(mut self, visitor: V) -> Result<V::Value, Fault> {
        self.known();
        let mut fields = Fields::new(self.document, self.index);
        let has_text = !is_blank(self.document.text(self.index));
        if self.has(NIL) || has_text && !self.has(ELEMENTS | ATTRIBUTES) {
            return self.place(Err(de::Error::invalid_type(self.found(), &visitor)));
        }
        let result = visitor.visit_map(&mut fields);
        // A page of another kind would pass for an object whose fields are all new or absent.
        if self.index == 0 && !fields.known && (fields.is_struct || fields.end == 1) {
            let name = excerpt(self.document.name(0), 40);
            return self.place(Err(Fault::new(format!(
                "found <{name}>, in which no field is known"
            ))));
        }
        self.place(result)
    }

    /// Reads the elements in it as a list.
    fn list<V: Visitor<'d>>(mut self, visitor: V) -> Result<V::Value, Fault> {
        self.simple();
        if self.has(NIL) || !is_blank(self.document.text(self.index)) {
            return self.place(Err(de::Error::invalid_type(self.found(), &visitor)));
        }
        let document = self.document;
        let mut nodes = Fields::new(document, self.index);
        let items = std::iter::from_fn(|| nodes.next_node())
            .filter(|&item| document.node(item).flags & ATTRIBUTE == 0);
        self.items(items, visitor)
    }

    /// Reads these elements, which are in it or beside it, as a list.
    fn items<V: Visitor<'d>>(
        mut self,
        items: impl Iterator<Item = u32>,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let result = visitor.visit_seq(Items {
            document: self.document,
            items,
            fields: self.fields.take(),
            next: Item {
                list: self.index,
                outer: self.item,
                index: 0,
            },
        });
        self.place(result)
    }
}

enum WhiteSpace {
    Kept,
    Trimmed,
}

macro_rules! parse {
    ($($method:ident $visit:ident $type:ty),* $(,)?) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            self.parse(visitor, |text| text.parse::<$type>().ok(), |visitor, value| visitor.$visit(value))
        }
    )*};
}

impl<'de> Deserializer<'de> for Element<'_, 'de> {
    type Error = Fault;

    /// Reads it in the shape that JSON would have: for what the spec does not know.
    fn deserialize_any<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Fault> {
        if let Some(siblings) = self.take_siblings()
            && siblings.len() > 1
        {
            return self.items(siblings.into_iter(), visitor);
        }
        let text = self.document.text(self.index);
        let result = if self.has(NIL) {
            visitor.visit_unit()
        } else if self.has(ELEMENTS | ATTRIBUTES) {
            visitor.visit_map(&mut Fields::new(self.document, self.index))
        } else {
            visitor.visit_str(text)
        };
        self.place(result)
    }

    fn deserialize_option<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Fault> {
        self.known();
        if self.has(NIL) || is_absent_if_blank::<V::Value>() && self.is_blank() {
            self.simple();
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        mut self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match name {
            RAW_VALUE | WORD => self.text(WhiteSpace::Trimmed, visitor),
            SECRET => self.text(WhiteSpace::Kept, visitor),
            UNWRAPPED => {
                self.known();
                visitor.visit_newtype_struct(Unwrapped(self))
            }
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let parse = |text: &str| match text {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        };
        self.parse(visitor, parse, |visitor, value| visitor.visit_bool(value))
    }

    parse! {
        deserialize_i8 visit_i8 i8,
        deserialize_i16 visit_i16 i16,
        deserialize_i32 visit_i32 i32,
        deserialize_i64 visit_i64 i64,
        deserialize_i128 visit_i128 i128,
        deserialize_u8 visit_u8 u8,
        deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32,
        deserialize_u64 visit_u64 u64,
        deserialize_u128 visit_u128 u128,
        deserialize_f32 visit_f32 f32,
        deserialize_f64 visit_f64 f64,
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.text(WhiteSpace::Kept, visitor)
    }

    /// For types that parse a text: times, GUIDs.
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.text(WhiteSpace::Trimmed, visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.text(WhiteSpace::Kept, visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.text(WhiteSpace::Kept, visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.text(WhiteSpace::Kept, visitor)
    }

    fn deserialize_unit<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Fault> {
        self.known();
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.list(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.list(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.list(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.object(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.object(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        mut self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.known();
        let result = if self.has(ELEMENTS) {
            visitor.visit_enum(MapAccessDeserializer::new(&mut Fields::new(
                self.document,
                self.index,
            )))
        } else {
            visitor.visit_enum(BorrowedStrDeserializer::new(
                self.document.text(self.index).trim_ascii(),
            ))
        };
        self.place(result)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.text(WhiteSpace::Trimmed, visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }
}

impl Element<'_, '_> {
    fn is_blank(&self) -> bool {
        !self.has(ELEMENTS) && is_blank(self.document.text(self.index))
    }
}

/// Whether a blank element is no value for a type, rather than an empty one. An `Option` is visited before the type that
/// it is made of is known, so its name has to do.
fn is_absent_if_blank<T>() -> bool {
    [
        type_name::<Option<bool>>(),
        type_name::<Option<i32>>(),
        type_name::<Option<i64>>(),
        type_name::<Option<f64>>(),
        type_name::<Option<Decimal>>(),
        type_name::<Option<Timestamp>>(),
        type_name::<Option<uuid::Uuid>>(),
    ]
    .contains(&type_name::<T>())
}

/// An element that is one item of a list rather than the whole.
struct Unwrapped<'f, 'd>(Element<'f, 'd>);

impl<'de> Deserializer<'de> for Unwrapped<'_, 'de> {
    type Error = Fault;

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_any<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Fault> {
        let items = self.0.take_siblings();
        let items = items.unwrap_or_else(|| vec![self.0.index]);
        self.0.items(items.into_iter(), visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct newtype_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// What is in an element, as the fields of an object.
struct Fields<'d> {
    document: &'d Document<'d>,
    /// The next field, and where they end.
    next: u32,
    end: u32,
    /// What the name that was read last is the name of, unless it is that of the text.
    value: Option<Entry>,
    /// The element's own text, which comes after its fields.
    text: &'d str,
    /// The fields by their names; made when two may have the same.
    names: Option<BTreeMap<&'d str, Vec<u32>>>,
    /// Fields that were read together with an earlier one.
    taken: BTreeSet<u32>,
    /// Attributes that have no place in their fields' types, and what they are called: `Timeout@unit`.
    attributes: VecDeque<(String, u32)>,
    /// Whether names were read as those of a struct.
    is_struct: bool,
    /// Whether a type was wanted of some field.
    known: bool,
}

impl<'d> Fields<'d> {
    fn new(document: &'d Document<'d>, element: u32) -> Self {
        Self {
            document,
            next: element + 1,
            end: document.node(element).next,
            value: None,
            text: document.text(element).trim_ascii(),
            names: None,
            taken: BTreeSet::new(),
            attributes: VecDeque::new(),
            is_struct: false,
            known: false,
        }
    }

    fn next_node(&mut self) -> Option<u32> {
        while self.next < self.end {
            let index = self.next;
            self.next = self.document.node(index).next;
            if self.taken.is_empty() || !self.taken.contains(&index) {
                return Some(index);
            }
        }
        None
    }

    /// Takes the attributes of a field, or of an item in one, for fields of their own.
    fn keep_attributes(&mut self, name: &str, element: u32) {
        let document = self.document;
        // Only a struct keeps what it does not know.
        let end = if self.is_struct {
            document.node(element).next
        } else {
            0
        };
        let attributes =
            (element + 1..end).take_while(|&node| document.node(node).flags & ATTRIBUTE != 0);
        self.attributes.extend(
            attributes.map(|attribute| (format!("{name}@{}", document.name(attribute)), attribute)),
        );
    }

    /// A field and all later ones of its name, which do not come again.
    fn take_siblings(&mut self, index: u32) -> Vec<u32> {
        let document = self.document;
        let names = self.names.get_or_insert_with(|| {
            let mut names: BTreeMap<_, Vec<_>> = BTreeMap::new();
            let mut field = index;
            while field < self.end {
                names.entry(document.name(field)).or_default().push(field);
                field = document.node(field).next;
            }
            names
        });
        let siblings = names
            .remove(document.name(index))
            .unwrap_or_else(|| vec![index]);
        self.taken.extend(siblings.iter().skip(1));
        siblings
    }
}

/// The name of an element's own text where it has fields too.
const OWN_TEXT: &str = "$text";

impl<'de> MapAccess<'de> for &mut Fields<'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        self.value = self.next_node().map(Entry::Field);
        if self.value.is_none() {
            self.value = self
                .attributes
                .pop_front()
                .map(|(name, attribute)| Entry::Attribute(name, attribute));
        }
        let name = match &self.value {
            Some(Entry::Field(index)) => Cow::Borrowed(self.document.name(*index)),
            Some(Entry::Attribute(name, _)) => Cow::Owned(name.clone()),
            None if self.text.is_empty() => return Ok(None),
            None => Cow::Borrowed(OWN_TEXT),
        };
        seed.deserialize(Name {
            name,
            is_struct: &mut self.is_struct,
        })
        .map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let document = self.document;
        match self.value.take() {
            Some(Entry::Field(index)) => {
                let field = Element {
                    document,
                    index,
                    fields: Some(self),
                    item: None,
                };
                let value = seed.deserialize(field);
                value.map_err(|fault| fault.within(Step::Field(document.name(index).to_owned())))
            }
            Some(Entry::Attribute(name, index)) => {
                let value = seed.deserialize(Element {
                    document,
                    index,
                    fields: None,
                    item: None,
                });
                value.map_err(|fault| fault.within(Step::Field(name)))
            }
            None => seed.deserialize(BorrowedStrDeserializer::new(std::mem::take(&mut self.text))),
        }
    }
}

/// What a name that was read is the name of.
enum Entry {
    Field(u32),
    /// An attribute of a field that has no place for it, and what it is called there.
    Attribute(String, u32),
}

/// A field's name.
struct Name<'f, 'd> {
    name: Cow<'d, str>,
    is_struct: &'f mut bool,
}

impl<'de> Deserializer<'de> for Name<'_, 'de> {
    type Error = Fault;

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        *self.is_struct = true;
        self.deserialize_any(visitor)
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.name {
            Cow::Borrowed(name) => visitor.visit_borrowed_str(name),
            Cow::Owned(name) => visitor.visit_string(name),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum ignored_any
    }
}

/// Elements as the items of a list.
struct Items<'f, 'd, I> {
    document: &'d Document<'d>,
    items: I,
    /// The object that the list is in a field of.
    fields: Option<&'f mut Fields<'d>>,
    /// The item that comes next.
    next: Item<'f>,
}

impl<'de, I: Iterator<Item = u32>> SeqAccess<'de> for Items<'_, 'de, I> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        let Some(item) = self.items.next() else {
            return Ok(None);
        };
        let element = Element {
            document: self.document,
            index: item,
            fields: self.fields.as_deref_mut(),
            item: Some(&self.next),
        };
        let result = seed.deserialize(element);
        let index = self.next.index;
        self.next.index += 1;
        result
            .map(Some)
            .map_err(|fault| fault.within(Step::Element(index)))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use crate::{Decimal, Extra, Secret, Timestamp, decode, unwrapped};

    crate::open_enum! {
        /// What is shown.
        pub enum Preference { /// `ALL`, or 0
            All = "ALL" | 0 }
    }

    #[derive(Debug, PartialEq, serde::Deserialize, serde::Serialize)]
    #[serde(expecting = "an object")]
    struct Response {
        #[serde(rename = "Error", skip_serializing_if = "Option::is_none")]
        error: Option<Problem>,
        #[serde(rename = "Account", skip_serializing_if = "Option::is_none")]
        account: Option<Account>,
        #[serde(flatten)]
        extra: Extra,
    }

    #[derive(Debug, PartialEq, serde::Deserialize, serde::Serialize)]
    #[serde(expecting = "an object")]
    struct Problem {
        #[serde(rename = "Code")]
        code: String,
        #[serde(flatten)]
        extra: Extra,
    }

    #[derive(Debug, PartialEq, serde::Deserialize, serde::Serialize)]
    #[serde(expecting = "an object", rename_all = "PascalCase")]
    struct Account {
        #[serde(rename = "ID", skip_serializing_if = "Option::is_none")]
        id: Option<uuid::Uuid>,
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        timeout: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        small: Option<u8>,
        #[serde(skip_serializing_if = "Option::is_none")]
        ratio: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        enabled: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        balance: Option<Decimal>,
        #[serde(skip_serializing_if = "Option::is_none")]
        created: Option<Timestamp>,
        #[serde(skip_serializing_if = "Option::is_none")]
        password: Option<Secret>,
        #[serde(skip_serializing_if = "Option::is_none")]
        preference: Option<Preference>,
        #[serde(skip_serializing_if = "Option::is_none")]
        preferences: Option<Vec<Preference>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        users: Option<Vec<User>>,
        #[serde(
            default,
            deserialize_with = "unwrapped",
            skip_serializing_if = "Option::is_none"
        )]
        tag: Option<Vec<String>>,
        #[serde(
            default,
            deserialize_with = "unwrapped",
            skip_serializing_if = "Vec::is_empty"
        )]
        row: Vec<User>,
        #[serde(skip_serializing_if = "Option::is_none")]
        free: Option<Map<String, Value>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        any: Option<Value>,
        #[serde(flatten)]
        extra: Extra,
    }

    #[derive(Debug, PartialEq, serde::Deserialize, serde::Serialize)]
    #[serde(expecting = "an object", rename_all = "PascalCase")]
    struct User {
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        level: Option<Preference>,
        #[serde(flatten)]
        extra: Extra,
    }

    /// What an account decodes to, as JSON.
    #[track_caller]
    fn check(fields: &str, json: Value) {
        let body = format!(
            "<Response xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\r\n  <Account>{fields}</Account>\n</Response>"
        );
        let response: Response = decode(None, body.as_bytes()).unwrap();
        assert_eq!(
            serde_json::to_value(&response).unwrap(),
            json!({"Account": json})
        );
    }

    #[test]
    fn scalars_from_text() {
        check(
            "<ID>C70913A9-7134-40d6-8df3-f323b2da36fa</ID>",
            json!({"ID": "c70913a9-7134-40d6-8df3-f323b2da36fa"}),
        );
        check("<Name>Ann</Name>", json!({"Name": "Ann"}));
        check(
            "<Timeout>-4</Timeout><Small>255</Small><Ratio>1.5e3</Ratio>",
            json!({"Timeout": -4, "Small": 255, "Ratio": 1500.0}),
        );
        check("<Enabled>true</Enabled>", json!({"Enabled": true}));
        check("<Enabled>0</Enabled>", json!({"Enabled": false}));
        check("<Balance>453.20</Balance>", json!({"Balance": 453.2}));
        check(
            "<Created>2024-03-28T08:00:14.9946756+00:00</Created>",
            json!({"Created": "2024-03-28T08:00:14.9946756+00:00"}),
        );
        check(
            "<Password>swordfish</Password>",
            json!({"Password": "swordfish"}),
        );
    }

    #[test]
    fn white_space_around_what_is_parsed_is_no_data_and_within_a_string_is() {
        check(
            "\n <ID>\n c70913a9-7134-40d6-8df3-f323b2da36fa\t</ID><Timeout> 4 </Timeout><Enabled>\ntrue\n</Enabled><Balance>\r\n1.1\r\n</Balance>
            <Created> 2024-03-28T08:00:14 </Created><Preference> ALL </Preference>\n",
            json!({"ID": "c70913a9-7134-40d6-8df3-f323b2da36fa", "Timeout": 4, "Enabled": true, "Balance": 1.1,
                "Created": "2024-03-28T08:00:14", "Preference": 0}),
        );
        check(
            "<Name> Ann\r\n Lee\r</Name><Password> x </Password>",
            json!({"Name": " Ann\n Lee\n", "Password": " x "}),
        );
        check("<Name>  </Name>", json!({"Name": "  "}));
    }

    #[test]
    fn nil_absent_and_blank() {
        check("", json!({}));
        check(
            "<Name xsi:nil=\"true\"/><Timeout xsi:nil='1'></Timeout><Users xsi:nil=\" true \"> </Users>",
            json!({}),
        );
        check("<Name xsi:nil=\"false\">a</Name>", json!({"Name": "a"}));
        check(
            "<Name i:nil=\"true\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"/>",
            json!({}),
        );
        // The prefix means something else here, so this is data.
        check(
            "<Free xsi:nil=\"true\" xmlns:xsi=\"urn:x\"><a/></Free><Any xsi:nil=\"true\"/>",
            json!({"Free": {"nil": "true", "a": ""}}),
        );
        check(
            "<Name xmlns:xsi=\"urn:x\"/><Any xsi:nil=\"true\"/>",
            json!({"Name": ""}),
        );
        // A blank string is a string, as in JSON; a blank number is none at all.
        check(
            "<Name/><Password></Password>",
            json!({"Name": "", "Password": ""}),
        );
        check(
            "<ID/><Timeout> </Timeout><Ratio/><Enabled></Enabled><Balance/><Created/>",
            json!({}),
        );
        check("<Any/>", json!({"Any": ""}));
    }

    #[test]
    fn lists() {
        check("<Preferences/>", json!({"Preferences": []}));
        check(
            "<Preferences>\n</Preferences><Users></Users>",
            json!({"Preferences": [], "Users": []}),
        );
        check(
            "<Preferences><P>ALL</P> <P>0</P><P>7</P><P>SOME</P></Preferences>",
            json!({"Preferences": [0, 0, 7, "SOME"]}),
        );
        check(
            "<Users Count='2'><User><Name>Ann</Name><Level>ALL</Level></User>\n<User/></Users>",
            json!({"Users": [{"Name": "Ann", "Level": 0}, {}], "Users@Count": "2"}),
        );
    }

    #[test]
    fn lists_without_an_element_around_them() {
        check("<Tag>a</Tag>", json!({"Tag": ["a"]}));
        check(
            "<Tag>a</Tag><Row><Name>x</Name></Row><Tag>b</Tag><Name>n</Name><Row/><Tag/>",
            json!({
                "Name": "n", "Tag": ["a", "b", ""], "Row": [{"Name": "x"}, {}],
            }),
        );
        // JSON has one way to write a list.
        let json = r#"{"Account": {"Tag": ["a"], "Row": [{"Name": "x"}]}}"#;
        let response: Response = decode(None, json.as_bytes()).unwrap();
        assert_eq!(
            serde_json::to_value(&response).unwrap(),
            serde_json::from_str::<Value>(json).unwrap()
        );
        let null: Response = decode(None, br#"{"Account": {"Tag": null}}"#).unwrap();
        assert_eq!(null.account.unwrap().tag, None);
    }

    #[test]
    fn what_nobody_knows_is_kept_in_the_shape_of_json() {
        check("<New>7</New>", json!({"New": "7"}));
        check(
            "<New/><Nil xsi:nil='true'/>",
            json!({"New": "", "Nil": null}),
        );
        check(
            "<New><A>1</A><B><C> x </C></B></New>",
            json!({"New": {"A": "1", "B": {"C": " x "}}}),
        );
        check(
            "<New>1</New><Name>n</Name><New><A/></New><New/>",
            json!({"Name": "n", "New": ["1", {"A": ""}, ""]}),
        );
        check(
            "<New><A>1</A><B/><A>2</A></New>",
            json!({"New": {"A": ["1", "2"], "B": ""}}),
        );
        check(
            "<New unit='s' xmlns='urn:x' xsi:type='T'>7</New>",
            json!({"New": {"unit": "s", "$text": "7"}}),
        );
        check("<New unit='&lt;s>'/>", json!({"New": {"unit": "<s>"}}));
        check(
            "stray<Name>n</Name>  words\n",
            json!({"Name": "n", "$text": "stray  words"}),
        );
        check(
            "<Any><A>1</A></Any><Free><a b='c'/></Free>",
            json!({"Any": {"A": "1"}, "Free": {"a": {"b": "c"}}}),
        );
        check("<Any>1</Any>", json!({"Any": "1"}));
        check(
            "<Users><User Role='x'/></Users>",
            json!({"Users": [{"Role": "x"}]}),
        );
    }

    #[test]
    fn attributes_that_a_field_has_no_place_for_stand_beside_it() {
        check(
            "<Timeout unit='min' of='x'>4</Timeout><Name xsi:nil='1' why='y'/>",
            json!({"Timeout": 4, "Timeout@of": "x", "Timeout@unit": "min", "Name@why": "y"}),
        );
        // An item of a list has its name from the list.
        check(
            "<Preferences><P why='x'>ALL</P><P>7</P><P a='1' b='2'>SOME</P></Preferences>",
            json!({
                "Preferences": [0, 7, "SOME"],
                "Preferences[0]@why": "x", "Preferences[2]@a": "1", "Preferences[2]@b": "2",
            }),
        );
        check(
            "<Tag kind='x'>a</Tag><Tag>b</Tag><Name>n</Name><Tag kind='y'>c</Tag>",
            json!({"Name": "n", "Tag": ["a", "b", "c"], "Tag[0]@kind": "x", "Tag[2]@kind": "y"}),
        );
        check(
            "<Users><User Role='x'><Name why='y'>Ann</Name></User></Users>",
            json!({"Users": [{"Name": "Ann", "Name@why": "y", "Role": "x"}]}),
        );
        #[derive(serde::Deserialize, serde::Serialize)]
        struct Table {
            rows: Vec<Vec<i64>>,
            #[serde(flatten)]
            extra: Extra,
        }
        let table =
            b"<table><rows of='1'><r of='2'><c>1</c></r><r><c of='3'>2</c></r></rows></table>";
        assert_eq!(
            serde_json::to_value(decode::<Table>(None, table).unwrap()).unwrap(),
            json!({"rows": [[1], [2]], "rows@of": "1", "rows[0]@of": "2", "rows[1][0]@of": "3"})
        );
        // A map that is no struct has one type of value.
        let decoded =
            decode::<std::collections::BTreeMap<String, i64>>(None, b"<a><b c='d'>1</b></a>");
        assert_eq!(decoded.unwrap()["b"], 1);
    }

    #[test]
    fn attributes_of_known_names_are_fields() {
        let body = b"<Response><Account Name='&#65;nn&amp;' Timeout=' 4 ' Tag='a'><Tag>b</Tag></Account></Response>";
        let response: Response = decode(None, body).unwrap();
        let json = json!({"Account": {"Name": "Ann&", "Timeout": 4, "Tag": ["a", "b"]}});
        assert_eq!(serde_json::to_value(&response).unwrap(), json);
    }

    #[test]
    fn order_prefixes_comments_and_declarations_are_no_data() {
        for body in [
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- <x> --><Response><?pi?><Account><Name>A<!-- - -->nn</Name><Timeout>4</Timeout></Account></Response>\n<!-- end -->\n",
            "<a:Response xmlns:a='urn:a' xmlns='urn:b'><a:Account><Timeout>4</Timeout ><x:Name xmlns:x='urn:c'>Ann</x:Name></a:Account></a:Response>",
            "\u{feff}<Response><Account><Timeout><![CDATA[4]]></Timeout><Name><![CDATA[An]]>n</Name></Account></Response>",
            "<Answer><Account Name=\"Ann\" Timeout=\"4\"/></Answer>",
        ] {
            let response: Response = decode(Some("application/xml"), body.as_bytes()).unwrap();
            assert_eq!(
                serde_json::to_value(&response).unwrap(),
                json!({"Account": {"Name": "Ann", "Timeout": 4}}),
                "{body}"
            );
        }
    }

    #[test]
    fn references() {
        check(
            "<Name>&lt;&gt;&amp;&apos;&quot;</Name>",
            json!({"Name": "<>&'\""}),
        );
        check(
            "<Name>a&#x20AC;b&#13;&#10;</Name>",
            json!({"Name": "a€b\r\n"}),
        );
        check("<Timeout>&#52;</Timeout>", json!({"Timeout": 4}));
        check(
            "<Name>a<![CDATA[<&lt;]]>b</Name>",
            json!({"Name": "a<&lt;b"}),
        );
    }

    #[track_caller]
    fn check_error(body: impl AsRef<[u8]>, error: &str) {
        assert_eq!(
            decode::<Response>(Some("text/xml"), body.as_ref())
                .unwrap_err()
                .to_string(),
            error
        );
    }

    #[test]
    fn an_error_names_the_field_and_the_place() {
        check_error(
            "<Response>\n  <Account>\n    <Timeout> ten </Timeout>\n</Account></Response>",
            "Account.Timeout: expected a whole number, found \" ten \" (line 3, column 15)",
        );
        check_error(
            "<Response><Account><Users><User/><User><Name><b/></Name></User></Users></Account></Response>",
            "Account.Users[1].Name: expected a string, found an object (line 1, column 40)",
        );
        check_error(
            "<Response><Account>1 Ave</Account></Response>",
            "Account: expected an object, found \"1 Ave\" (line 1, column 20)",
        );
        check_error(
            "<Response><Error/></Response>",
            "Error.Code: missing (line 1, column 11)",
        );
        check_error(
            "<Response><Account><Name/><Name/></Account></Response>",
            "Account.Name: given more than once (line 1, column 11)",
        );
        check_error(
            "<Response><Account><Users>x</Users></Account></Response>",
            "Account.Users: expected a list, found \"x\" (line 1, column 27)",
        );
        check_error(
            "<Response><Account><ID>x</ID></Account></Response>",
            "Account.ID: expected a UUID, found \"x\" (line 1, column 24)",
        );
        check_error(
            "<Response><Account><Small>256</Small></Account></Response>",
            "Account.Small: expected a whole number that fits u8, found 256 (line 1, column 27)",
        );
        check_error(
            "<Response><Account><Enabled>yes</Enabled></Account></Response>",
            "Account.Enabled: expected true or false, found \"yes\" (line 1, column 29)",
        );
        check_error(
            "<Response><Account><Balance>1,1</Balance></Account></Response>",
            "Account.Balance: expected a decimal number, found \"1,1\" (line 1, column 29)",
        );
        check_error(
            "<Response><Account Timeout='ten'/></Response>",
            "Account.Timeout: expected a whole number, found \"ten\" (line 1, column 29)",
        );
        check_error(
            "<Response><Account><Password><a/></Password></Account></Response>",
            "Account.Password: expected a secret string, found an object (line 1, column 20)",
        );
    }

    #[test]
    fn what_is_not_xml() {
        check_error(
            "<Response>",
            "not XML: it breaks off inside <Response> (line 1, column 11)",
        );
        check_error(
            "<Response>\n<Account",
            "not XML: tag not closed: `>` not found before end of input (line 2, column 1)",
        );
        check_error(
            "<Response></Account>",
            "not XML: expected `</Response>`, but `</Account>` was found (line 1, column 11)",
        );
        check_error(
            "<Response/><Response/>",
            "not XML: there is a second root element (line 1, column 12)",
        );
        check_error(
            "<Response/>x",
            "not XML: there is text outside of the root element (line 1, column 12)",
        );
        check_error("<!-- -->", "not XML: it has no element (line 1, column 1)");
        check_error(
            "<Response a=1/>",
            "not XML: attribute value must be enclosed in `\"` or `'` (line 1, column 1)",
        );
        check_error(
            "<Response>&foo;</Response>",
            "not XML: &foo; is not one of XML's own five entities (line 1, column 11)",
        );
        check_error(
            "<Response>&#0;</Response>",
            "not XML: &#0; is no character (line 1, column 11)",
        );
        check_error(
            "<Response>&#xD800;</Response>",
            "not XML: &#xD800; is no character (line 1, column 11)",
        );
        check_error(
            "<Response>a & b</Response>",
            "not XML: entity or character reference not closed: `;` not found before end of input (line 1, column 13)",
        );
        check_error(
            "<Response a='&foo;'/>",
            "not XML: unrecognized entity `foo` (line 1, column 1)",
        );
        check_error(
            "<$serde_json::private::RawValue/>",
            "not XML: \":private::RawValue\" is not a name (line 1, column 1)",
        );
        check_error("<a:/>", "not XML: \"\" is not a name (line 1, column 1)");
        check_error("not XML", "expected XML, found something else");
        check_error("{}", "expected XML, found something else");
        check_error("", "the body is empty");
    }

    #[test]
    fn a_document_type_is_refused() {
        for body in [
            "<!DOCTYPE Response><Response/>",
            "<!DOCTYPE Response SYSTEM 'file:///etc/passwd'><Response/>",
            "<!DOCTYPE Response [<!ENTITY a 'b'>]><Response>&a;</Response>",
        ] {
            check_error(body, "a DOCTYPE is not accepted (line 1, column 1)");
        }
        check_error(
            "<Response><!DOCTYPE x></Response>",
            "a DOCTYPE is not accepted (line 1, column 11)",
        );
    }

    #[test]
    fn a_page_of_another_kind_is_not_taken_for_data() {
        check_error("<html><head/></html>", "the body is an HTML page");
        check_error("<!DOCTYPE html>", "the body is an HTML page");
        check_error(
            "<Error><Message>No</Message></Error>",
            "found <Error>, in which no field is known (line 1, column 1)",
        );
        check_error(
            "<Response/>",
            "found <Response>, in which no field is known (line 1, column 1)",
        );
        check_error(
            "<Response>text</Response>",
            "expected an object, found \"text\" (line 1, column 11)",
        );
        check_error(
            "<s:Envelope xmlns:s='urn:s'><s:Body/></s:Envelope>",
            "found <Envelope>, in which no field is known (line 1, column 1)",
        );
        // Only what should be a struct is held to that.
        assert_eq!(
            decode::<Value>(None, b"<Error><Message>No</Message></Error>").unwrap(),
            json!({"Message": "No"})
        );
        assert_eq!(
            decode::<Map<String, Value>>(None, b"<a b=''/>")
                .unwrap()
                .len(),
            1
        );
        assert_eq!(decode::<Vec<i64>>(None, b"<a><b>1</b></a>").unwrap(), [1]);
        assert_eq!(decode::<i64>(None, b"<a>1</a>").unwrap(), 1);
    }

    #[test]
    fn nesting_is_bounded() {
        let nested = |levels: usize| {
            format!(
                "<Response><Account>{}{}</Account></Response>",
                "<x>".repeat(levels),
                "</x>".repeat(levels)
            )
        };
        assert!(decode::<Response>(None, nested(126).as_bytes()).is_ok());
        check_error(
            nested(127),
            "nested deeper than 128 levels (line 1, column 398)",
        );
        check_error(
            nested(100_000),
            "nested deeper than 128 levels (line 1, column 398)",
        );
        check_error(
            "<a>".repeat(100_000),
            "nested deeper than 128 levels (line 1, column 385)",
        );
    }

    #[test]
    fn bodies_that_would_be_slow_if_a_name_were_compared_with_each_other() {
        let many = |part: &dyn Fn(usize) -> String| (0..50_000).map(part).collect::<String>();
        let account = |fields: String| {
            decode::<Response>(
                None,
                format!("<Response><Account>{fields}</Account></Response>").as_bytes(),
            )
        };
        assert_eq!(
            account(many(&|i| format!("<n{i}/>")))
                .unwrap()
                .account
                .unwrap()
                .extra
                .len(),
            50_000
        );
        assert_eq!(
            account(many(&|_| "<n/>".to_owned()))
                .unwrap()
                .account
                .unwrap()
                .extra["n"]
                .as_array()
                .unwrap()
                .len(),
            50_000
        );
        assert_eq!(
            account(format!("<x {}/>", many(&|i| format!(" n{i}=''"))))
                .unwrap()
                .account
                .unwrap()
                .extra["x"]
                .as_object()
                .unwrap()
                .len(),
            50_000
        );
        assert_eq!(
            account(many(&|_| "<Tag/><a/>".to_owned()))
                .unwrap()
                .account
                .unwrap()
                .tag
                .unwrap()
                .len(),
            50_000
        );
        assert!(
            account(many(&|i| format!(
                "<x xmlns:p{i}='http://www.w3.org/2001/XMLSchema-instance' p{i}:nil='1'/>"
            )))
            .is_ok()
        );
        let declarations =
            many(&|i| format!(" xmlns:p{i}='http://www.w3.org/2001/XMLSchema-instance'"));
        let error = account(format!("<x {declarations}/>"))
            .unwrap_err()
            .to_string();
        assert_eq!(error, "too many namespace declarations (line 1, column 20)");
    }

    #[track_caller]
    fn check_encoding(content_type: &str, body: &[u8], outcome: &str) {
        let decoded = decode::<Response>(Some(content_type), body);
        let name = decoded.map(|response| response.account.unwrap().name.unwrap());
        assert_eq!(name.unwrap_or_else(|error| error.to_string()), outcome);
    }

    #[test]
    fn encodings() {
        let body = |label: &str| {
            let declaration = if label.is_empty() {
                String::new()
            } else {
                format!("<?xml version=\"1.0\" encoding=\"{label}\"?>")
            };
            format!("{declaration}<Response><Account><Name>Żółć €𝄞</Name></Account></Response>")
        };
        let name = "Żółć €𝄞";
        let latin = |label: &str| {
            let body = body(label);
            let (before, after) = body.split_once(name).unwrap();
            [before.as_bytes(), b"Jos\xE9 \x80 \x9F", after.as_bytes()].concat()
        };
        let utf16 = |label: &str, mark: &str, bytes: fn(u16) -> [u8; 2]| {
            format!("{mark}{}", body(label))
                .encode_utf16()
                .flat_map(bytes)
                .collect::<Vec<_>>()
        };

        check_encoding("application/xml", body("").as_bytes(), name);
        check_encoding("application/xml; charset=utf-8", body("").as_bytes(), name);
        check_encoding("text/xml;charset=\"UTF-8\"", body("UTF-8").as_bytes(), name);
        check_encoding(
            "application/xml",
            format!("\u{feff}{}", body("utf-8")).as_bytes(),
            name,
        );
        // A byte order mark knows better than any label.
        check_encoding(
            "application/xml; charset=iso-8859-1",
            format!("\u{feff}{}", body("ascii")).as_bytes(),
            name,
        );
        for label in ["utf-16", "utf-8", ""] {
            check_encoding(
                "application/xml",
                &utf16(label, "\u{feff}", u16::to_le_bytes),
                name,
            );
            check_encoding(
                "application/xml; charset=utf-16",
                &utf16(label, "\u{feff}", u16::to_be_bytes),
                name,
            );
            check_encoding("application/xml", &utf16(label, "", u16::to_le_bytes), name);
            check_encoding(
                "text/xml; charset=utf-16",
                &utf16(label, "", u16::to_be_bytes),
                name,
            );
        }
        // What .NET writes to a string says UTF-16, and is sent as UTF-8.
        check_encoding("application/xml", body("utf-16").as_bytes(), name);
        check_encoding("application/xml; charset=utf-16", body("").as_bytes(), name);
        for label in ["windows-1252", "ISO-8859-1", "us-ascii"] {
            check_encoding("application/xml", &latin(label), "José € Ÿ");
        }
        check_encoding("Text/XML; Charset=Windows-1252", &latin(""), "José € Ÿ");

        check_encoding(
            "application/xml",
            &latin("windows-1250"),
            "the encoding \"windows-1250\" is not supported; ask for UTF-8",
        );
        check_encoding(
            "application/xml; charset=utf-7",
            &latin(""),
            "the encoding \"utf-7\" is not supported; ask for UTF-8",
        );
        check_encoding(
            "application/xml",
            b"\xFF\xFE\0\0<\0\0\0",
            "the encoding \"UTF-32\" is not supported; ask for UTF-8",
        );
        check_encoding(
            "application/xml",
            &latin(""),
            "not XML: not in UTF-8 (line 1, column 29)",
        );
        check_encoding(
            "application/xml",
            &latin("utf-8"),
            "not XML: not in UTF-8 (line 1, column 67)",
        );
        let mut broken = utf16("", "\u{feff}", u16::to_le_bytes);
        broken.extend([0x00, 0xD8]);
        check_encoding("application/xml", &broken, "not XML: not in UTF-16LE");
    }

    #[test]
    fn an_error_is_never_long() {
        let long = "é".repeat(1_000_000);
        for body in [
            format!("<{long}/>"),
            format!("<{long}>"),
            format!("<Response></{long}>"),
            format!("<Response>&{long};</Response>"),
            format!("<Response {long}='/>"),
            format!("<Response a='&{long};'/>"),
            format!("<?xml version='1.0' encoding='{}'?><a/>", "e".repeat(900)),
            format!("<Response><Account><Timeout>{long}</Timeout></Account></Response>"),
            format!("<Response><Account><Users><{long}>x</{long}></Users></Account></Response>"),
            format!(
                "<Response><Account><{long}/><{long}/><Timeout>x</Timeout></Account></Response>"
            ),
        ] {
            let error = decode::<Response>(Some("application/xml"), body.as_bytes())
                .unwrap_err()
                .to_string();
            assert!(error.len() < 600, "{} bytes: {error:.300}", error.len());
        }
    }
}
