//! A body as a flat list of values, from which any type deserializes: all of XML, and what in JSON did not fit at first.
//!
//! What JSON says with brackets, XML says with elements. An element with elements or attributes in it is an object, and
//! one with text only is a scalar; the type that is wanted decides the rest: a list is an element around its items, a
//! number is a text, and an element that says `xsi:nil="true"` is null. Names count without their prefixes.
//!
//! A value here can be read more than once. On that rests the tolerance for what does not fit.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::de::value::{
    BorrowedStrDeserializer, MapAccessDeserializer, MapDeserializer, StringDeserializer,
};
use serde::de::{
    self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Unexpected,
    Visitor,
};

use crate::body::decode::{DEPTH, Fault, Step, Tolerance, too_deep};
use crate::body::json::string_end;
use crate::value::any::{Number, Object, Value};
use crate::value::object::{FIELD, UNWRAPPED_FIELD};
use crate::value::scalar::{RAW_VALUE, SCALAR};
use crate::value::secret::SECRET;
use crate::value::union::UNION;

/// The values of a text, each before what is in it; of XML, the attributes of an element before its elements.
pub(crate) struct Document<'t> {
    pub(crate) text: &'t str,
    pub(crate) nodes: Vec<Node>,
    /// The texts that do not stand in the body as they are.
    joined: Vec<String>,
    /// The lists whose nulls have to be left out.
    without_nulls: RefCell<BTreeSet<u32>>,
}

/// A value: an element, an attribute, or a value of JSON. Offsets into the body are of 32 bits: there may be a node for
/// every two bytes.
#[derive(Clone, Copy)]
pub(crate) struct Node {
    /// The field's name, without a prefix.
    pub(crate) name: Span,
    /// The text: a span of the body, or the first half is an index into `joined`.
    pub(crate) text: Span,
    /// The node that follows this one and what is in it.
    pub(crate) next: u32,
    pub(crate) flags: u32,
}

pub(crate) type Span = (u32, u32);

/// The value is null.
pub(crate) const NIL: u32 = 1;
/// The node is an attribute.
pub(crate) const ATTRIBUTE: u32 = 2;
/// The element has elements in it.
pub(crate) const ELEMENTS: u32 = 4;
/// The element has attributes that are data.
pub(crate) const ATTRIBUTES: u32 = 8;
/// The node has a text of its own, which stands in the body.
pub(crate) const TEXT: u32 = 16;
/// The node has a text of its own, which is in `joined`.
pub(crate) const JOINED: u32 = 32;
/// The name is in `joined`.
pub(crate) const NAME_JOINED: u32 = 64;
/// A JSON object, whose text is the whole of it.
pub(crate) const OBJECT: u32 = 128;
/// A JSON list, whose text is the whole of it.
pub(crate) const LIST: u32 = 256;
/// A JSON string.
pub(crate) const STRING: u32 = 512;
/// A JSON number or boolean.
pub(crate) const LITERAL: u32 = 1024;
/// Any value of JSON but null.
const JSON: u32 = OBJECT | LIST | STRING | LITERAL;

impl<'t> Document<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self {
            text,
            nodes: Vec::with_capacity(64),
            joined: Vec::new(),
            without_nulls: RefCell::default(),
        }
    }

    /// The value to deserialize.
    pub(crate) fn root(&self, tolerance: Tolerance) -> Element<'_, '_> {
        Element {
            document: self,
            index: 0,
            parent: None,
            form: Form::Whole,
            tolerance,
        }
    }

    pub(crate) fn node(&self, index: u32) -> Node {
        // Every index comes from the list itself.
        self.nodes.get(index as usize).copied().unwrap_or(Node {
            name: (0, 0),
            text: (0, 0),
            next: u32::MAX,
            flags: 0,
        })
    }

    /// Keeps a text that does not stand in the body as it is, and where it stands there.
    pub(crate) fn join(&mut self, text: String, offset: usize) -> Span {
        self.joined.push(text);
        (self.joined.len() as u32 - 1, offset as u32)
    }

    #[cfg(feature = "xml")]
    pub(crate) fn joined_mut(&mut self, span: Span) -> Option<&mut String> {
        self.joined.get_mut(span.0 as usize)
    }

    pub(crate) fn name(&self, index: u32) -> &str {
        let node = self.node(index);
        match node.flags & NAME_JOINED {
            0 => self.slice(node.name),
            _ => self
                .joined
                .get(node.name.0 as usize)
                .map_or("", String::as_str),
        }
    }

    /// The place of a field's name, with its quote.
    pub(crate) fn name_offset(&self, index: u32) -> usize {
        let node = self.node(index);
        match node.flags & NAME_JOINED {
            0 => (node.name.0 as usize).saturating_sub(1),
            _ => node.name.1 as usize,
        }
    }

    pub(crate) fn text(&self, index: u32) -> &str {
        let node = self.node(index);
        match node.flags & (TEXT | JOINED) {
            0 => "",
            TEXT => self.slice(node.text),
            _ => self
                .joined
                .get(node.text.0 as usize)
                .map_or("", String::as_str),
        }
    }

    fn slice(&self, (start, end): Span) -> &str {
        self.text
            .get(start as usize..end as usize)
            .unwrap_or_default()
    }

    /// The place of a part of the text.
    pub(crate) fn span(&self, piece: &str) -> Span {
        let start = piece
            .as_ptr()
            .addr()
            .wrapping_sub(self.text.as_ptr().addr());
        // The text is shorter than 4 GiB.
        (start as u32, (start + piece.len()) as u32)
    }

    /// The place of the value for messages: that of its text, if it is only text.
    fn offset(&self, index: u32) -> usize {
        let node = self.node(index);
        let name = node.name.0 as usize;
        match node.flags {
            flags if flags & STRING != 0 && flags & JOINED != 0 => node.text.1 as usize,
            flags if flags & STRING != 0 => (node.text.0 as usize).saturating_sub(1),
            flags if flags & JSON != 0 || flags & (NIL | TEXT) == NIL | TEXT => {
                node.text.0 as usize
            }
            flags if flags & (ELEMENTS | ATTRIBUTES | TEXT) == TEXT => {
                let text = self.slice(node.text);
                node.text.0 as usize + (text.len() - text.trim_ascii_start().len())
            }
            flags if flags & ATTRIBUTE != 0 => name,
            // With the bracket and, likely, the prefix.
            _ => self
                .text
                .get(..name)
                .and_then(|before| before.rfind('<'))
                .unwrap_or(name),
        }
    }

    /// The nodes right in this one.
    fn children(&self, index: u32) -> impl Iterator<Item = u32> {
        let end = self.node(index).next;
        let mut child = index + 1;
        std::iter::from_fn(move || {
            let next = child;
            child = self.node(child).next;
            (next < end).then_some(next)
        })
    }

    /// A value of JSON.
    pub(crate) fn value(&self, index: u32) -> Value {
        let node = self.node(index);
        let text = self.text(index);
        match node.flags & JSON {
            OBJECT => {
                let mut fields = Object::new();
                for child in self.children(index) {
                    fields.insert(self.name(child).to_owned(), self.value(child));
                }
                Value::Object(fields)
            }
            LIST => Value::Array(
                self.children(index)
                    .map(|child| self.value(child))
                    .collect(),
            ),
            STRING => text.into(),
            LITERAL if text == "true" || text == "false" => (text == "true").into(),
            LITERAL => Value::Number(Number::of(text)),
            _ => Value::Null,
        }
    }

    /// A value as JSON: as it stands in a JSON body, or in the shape that JSON would have.
    fn json(&self, index: u32) -> Result<Cow<'_, str>, Fault> {
        let node = self.node(index);
        let start = self.offset(index);
        Ok(match node.flags & (JSON | NIL) {
            OBJECT | LIST | LITERAL => Cow::Borrowed(self.slice(node.text)),
            STRING => {
                let end = string_end(self.text.as_bytes(), start);
                Cow::Borrowed(self.text.get(start..=end).unwrap_or_default())
            }
            0 => {
                let mut json = String::new();
                self.write_element(index, 1, &mut json)?;
                Cow::Owned(json)
            }
            _ => Cow::Borrowed("null"),
        })
    }

    fn write_element(&self, index: u32, depth: usize, json: &mut String) -> Result<(), Fault> {
        let flags = self.node(index).flags;
        if flags & NIL != 0 {
            json.push_str("null");
        } else if flags & (ELEMENTS | ATTRIBUTES) == 0 {
            json.push_str(&serde_json::Value::from(self.text(index)).to_string());
        } else {
            let mut fields: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
            for child in self.children(index) {
                fields.entry(self.name(child)).or_default().push(child);
            }
            json.push('{');
            for (name, nodes) in &fields {
                json.push_str(&serde_json::Value::from(*name).to_string());
                json.push(':');
                self.write_siblings(nodes, depth + 1, json)?;
                json.push(',');
            }
            let text = self.text(index).trim_ascii();
            if text.is_empty() {
                json.pop();
            } else {
                json.push_str(&format!("\"{OWN_TEXT}\":{}", serde_json::Value::from(text)));
            }
            json.push('}');
        }
        Ok(())
    }

    /// Elements of one name: a list, if there are several.
    fn write_siblings(&self, nodes: &[u32], depth: usize, json: &mut String) -> Result<(), Fault> {
        // With lists in it, this may be deeper than the elements are.
        if depth + usize::from(nodes.len() > 1) >= DEPTH {
            return Err(Fault::new(too_deep()));
        }
        let [first, rest @ ..] = nodes else {
            return Ok(());
        };
        if rest.is_empty() {
            return self.write_element(*first, depth, json);
        }
        json.push('[');
        for node in nodes {
            self.write_element(*node, depth + 1, json)?;
            json.push(',');
        }
        json.pop();
        json.push(']');
        Ok(())
    }
}

/// A value, to be deserialized.
#[derive(Clone, Copy)]
pub(crate) struct Element<'f, 'd> {
    document: &'d Document<'d>,
    index: u32,
    /// The object that it is a field of, or an item of a list in a field of.
    parent: Option<&'f Parent<'d>>,
    form: Form,
    tolerance: Tolerance,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// A field's value.
    Whole,
    /// An item of a list that is around it.
    Item,
    /// One of the items of a list that has no element around it.
    Unwrapped,
}

/// The properties of an object by the values of its fields.
struct Parent<'d> {
    document: &'d Document<'d>,
    object: u32,
    /// The fields by their names; made when two may have the same.
    names: OnceCell<BTreeMap<&'d str, Vec<u32>>>,
    /// The field was read together with later ones of its name.
    took_siblings: Cell<bool>,
    /// Attributes that the field's type has no place for.
    attributes: RefCell<Vec<u32>>,
}

impl<'d> Parent<'d> {
    /// The fields of this one's name.
    fn siblings(&self, index: u32) -> &[u32] {
        let names = self.names.get_or_init(|| {
            let mut names: BTreeMap<_, Vec<_>> = BTreeMap::new();
            for field in self.document.children(self.object) {
                names
                    .entry(self.document.name(field))
                    .or_default()
                    .push(field);
            }
            names
        });
        names
            .get(self.document.name(index))
            .map_or(&[], Vec::as_slice)
    }
}

impl<'f, 'd> Element<'f, 'd> {
    fn has(&self, flags: u32) -> bool {
        self.document.node(self.index).flags & flags != 0
    }

    /// The kind of the value, before a type is requested.
    fn found(&self) -> Unexpected<'d> {
        let text = self.document.text(self.index);
        match self.document.node(self.index).flags {
            flags if flags & NIL != 0 => Unexpected::Unit,
            flags if flags & (ELEMENTS | OBJECT) != 0 => Unexpected::Map,
            flags if flags & LIST != 0 => Unexpected::Seq,
            flags if flags & LITERAL == 0 => Unexpected::Str(text),
            _ => match (text, text.parse(), text.parse()) {
                ("true" | "false", ..) => Unexpected::Bool(text == "true"),
                (_, Ok(number), _) => Unexpected::Signed(number),
                (_, _, Ok(number)) => Unexpected::Unsigned(number),
                _ => Unexpected::Other(text),
            },
        }
    }

    fn place<T>(&self, result: Result<T, Fault>) -> Result<T, Fault> {
        result.map_err(|fault| fault.at(self.document.offset(self.index)))
    }

    fn mismatch<T>(&self, expected: &dyn de::Expected) -> Result<T, Fault> {
        self.place(Err(de::Error::invalid_type(self.found(), expected)))
    }

    /// Says that its type has no place for attributes: its object keeps those.
    fn keep_attributes(&self) {
        if let Some(parent) = self.parent.filter(|_| self.has(ATTRIBUTES)) {
            let is_attribute = |&node: &u32| self.document.node(node).flags & ATTRIBUTE != 0;
            let attributes = self.document.children(self.index).take_while(is_attribute);
            parent.attributes.borrow_mut().extend(attributes);
        }
    }

    /// The text of a scalar, in JSON of these kinds only.
    fn scalar(&self, kinds: u32) -> Option<&'d str> {
        self.keep_attributes();
        let no = NIL | ELEMENTS | (JSON & !kinds);
        (!self.has(no)).then(|| self.document.text(self.index))
    }

    /// Hands over the text of a string, or of what XML writes as a text.
    fn text<V: Visitor<'d>>(self, white_space: WhiteSpace, visitor: V) -> Result<V::Value, Fault> {
        let Some(text) = self.scalar(STRING) else {
            return self.mismatch(&visitor);
        };
        let text = match white_space {
            WhiteSpace::Trimmed if !self.has(STRING) => text.trim_ascii(),
            _ => text,
        };
        let result = visitor.visit_str(text);
        self.place(result.map_err(|fault: Fault| fault.found(Unexpected::Str(text))))
    }

    /// Reads the text as a number or a boolean.
    fn parse<V: Visitor<'d>, N>(
        self,
        visitor: V,
        parse: impl FnOnce(&str) -> Option<N>,
        visit: impl FnOnce(V, N) -> Result<V::Value, Fault>,
    ) -> Result<V::Value, Fault> {
        let text = self.scalar(LITERAL).map(str::trim_ascii);
        match text.and_then(parse) {
            Some(value) => self.place(visit(visitor, value)),
            None => {
                let number = text.and_then(|text| text.parse().ok());
                let found = number.map_or(self.found(), Unexpected::Signed);
                self.place(Err(de::Error::invalid_type(found, &visitor)))
            }
        }
    }

    /// Reads it as an object.
    fn object<V: Visitor<'d>>(self, visitor: V) -> Result<V::Value, Fault> {
        let has_text = !is_blank(self.document.text(self.index));
        if self.has(NIL | LIST | STRING | LITERAL) || has_text && !self.has(ELEMENTS | ATTRIBUTES) {
            return self.mismatch(&visitor);
        }
        self.place(visitor.visit_map(&mut Fields::new(self)))
    }

    /// Reads what is in it as a list.
    fn list<V: Visitor<'d>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.form == Form::Unwrapped {
            return self.siblings(visitor);
        }
        let has_text = !is_blank(self.document.text(self.index));
        if self.has(NIL | JSON & !LIST) || has_text {
            return self.mismatch(&visitor);
        }
        self.keep_attributes();
        let is_item = |&item: &u32| self.document.node(item).flags & ATTRIBUTE == 0;
        self.items(self.document.children(self.index).filter(is_item), visitor)
    }

    /// Reads it and the later fields of its name as a list.
    fn siblings<V: Visitor<'d>>(self, visitor: V) -> Result<V::Value, Fault> {
        let alone = [self.index];
        let siblings = match self.parent {
            Some(parent) => {
                parent.took_siblings.set(true);
                parent.siblings(self.index)
            }
            None => &alone,
        };
        self.items(siblings.iter().copied(), visitor)
    }

    fn items<V: Visitor<'d>>(
        self,
        items: impl Iterator<Item = u32>,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let result = visitor.visit_seq(Items {
            list: self,
            items,
            index: 0,
        });
        self.place(result)
    }
}

enum WhiteSpace {
    Kept,
    Trimmed,
}

/// A whole number that is written with a fraction or an exponent, in digits: `5.0`, `1e1`, `-0`.
fn integral(text: &str) -> Option<String> {
    let number: rust_decimal::Decimal = *text.parse::<crate::Decimal>().ok()?;
    number.is_integer().then(|| {
        let digits = number.trunc().normalize().to_string();
        digits
            .strip_prefix('-')
            .filter(|rest| *rest == "0")
            .map_or(digits.clone(), str::to_owned)
    })
}

macro_rules! parse {
    ($($method:ident $visit:ident $parse:expr;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            self.parse(visitor, $parse, |visitor, value| visitor.$visit(value))
        }
    )*};
}

macro_rules! integers {
    ($($method:ident $visit:ident $type:ty;)*) => { parse! {$(
        $method $visit |text| text.parse::<$type>().ok().or_else(|| integral(text)?.parse().ok());
    )*} };
}

macro_rules! forward {
    ($($method:ident($($argument:ty),*) => $to:ident($($kept:expr)?);)*) => {$(
        fn $method<V: Visitor<'de>>(self, $(_: $argument,)* visitor: V) -> Result<V::Value, Fault> {
            self.$to($($kept,)? visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Element<'_, 'de> {
    type Error = Fault;

    /// Reads it in the shape that JSON would have.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.form == Form::Whole
            && let Some(parent) = self.parent
            && !self.has(JSON | NIL)
            && parent.siblings(self.index).len() > 1
        {
            return self.siblings(visitor);
        }
        let text = self.document.text(self.index);
        let result = match () {
            () if self.has(NIL) => visitor.visit_unit(),
            () if self.has(ELEMENTS | ATTRIBUTES | OBJECT) => {
                visitor.visit_map(&mut Fields::new(self))
            }
            () if self.has(LIST) => return self.list(visitor),
            () if !self.has(LITERAL) => visitor.visit_str(text),
            () => match (text, text.parse(), text.parse(), text.parse()) {
                ("true" | "false", ..) => visitor.visit_bool(text == "true"),
                (_, Ok(number), ..) => visitor.visit_u64(number),
                (_, _, Ok(number), _) => visitor.visit_i64(number),
                (_, _, _, Ok(number)) => visitor.visit_f64(number),
                _ => Err(de::Error::invalid_type(self.found(), &visitor)),
            },
        };
        self.place(result)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.has(NIL) && self.form != Form::Unwrapped {
            self.keep_attributes();
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        // JSON has one way to write a list; its null has a text, unlike an element that says so.
        let is_json = self.has(JSON) || self.has(NIL) && self.has(TEXT);
        let form = match name {
            UNWRAPPED_FIELD if !is_json => Form::Unwrapped,
            _ => self.form,
        };
        let element = Self { form, ..self };
        match name {
            FIELD | UNWRAPPED_FIELD if self.tolerance != Tolerance::None => {
                visitor.visit_seq(Again {
                    element,
                    attempt: 0,
                })
            }
            FIELD | UNWRAPPED_FIELD => visitor.visit_newtype_struct(element),
            // As it is, as often as it is asked for.
            UNION => visitor.visit_seq(Again {
                element,
                attempt: 3,
            }),
            // Numbers and strings in any form.
            SCALAR => match self.found() {
                Unexpected::Bool(value) if self.has(LITERAL) => {
                    self.place(visitor.visit_bool(value))
                }
                _ => match self.scalar(STRING | LITERAL) {
                    // A number comes as bytes: by this, an error knows it from a text.
                    Some(text) if self.has(LITERAL) => {
                        self.place(visitor.visit_bytes(text.as_bytes()))
                    }
                    Some(text) => self.place(visitor.visit_str(text.trim_ascii())),
                    None => self.mismatch(&visitor),
                },
            },
            SECRET => self.text(WhiteSpace::Kept, visitor),
            // As serde_json hands it over.
            RAW_VALUE => {
                let json = match self.parent {
                    Some(parent) if self.form == Form::Whole && !self.has(JSON) => {
                        let siblings = parent.siblings(self.index);
                        parent.took_siblings.set(siblings.len() > 1);
                        let mut json = String::new();
                        self.place(self.document.write_siblings(siblings, 0, &mut json))?;
                        Cow::Owned(json)
                    }
                    _ => self.place(self.document.json(self.index))?,
                };
                let raw = [(RAW_VALUE, StringDeserializer::new(json.into_owned()))];
                self.place(visitor.visit_map(MapDeserializer::new(raw.into_iter())))
            }
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let is_json = self.has(LITERAL);
        let parse = |text: &str| match text {
            "true" => Some(true),
            "false" => Some(false),
            // XML Schema has two ways to write one.
            "1" | "0" if !is_json => Some(text == "1"),
            _ => None,
        };
        self.parse(visitor, parse, |visitor, value| visitor.visit_bool(value))
    }

    parse! {
        deserialize_f32 visit_f32 |text| text.parse::<f32>().ok().filter(|number| number.is_finite());
        deserialize_f64 visit_f64 |text| text.parse::<f64>().ok().filter(|number| number.is_finite());
    }

    integers! {
        deserialize_i8 visit_i8 i8;
        deserialize_i16 visit_i16 i16;
        deserialize_i32 visit_i32 i32;
        deserialize_i64 visit_i64 i64;
        deserialize_i128 visit_i128 i128;
        deserialize_u8 visit_u8 u8;
        deserialize_u16 visit_u16 u16;
        deserialize_u32 visit_u32 u32;
        deserialize_u64 visit_u64 u64;
        deserialize_u128 visit_u128 u128;
    }

    forward! {
        deserialize_char() => text(WhiteSpace::Kept);
        // For types that parse a text: times, GUIDs.
        deserialize_str() => text(WhiteSpace::Trimmed);
        deserialize_string() => text(WhiteSpace::Kept);
        deserialize_bytes() => text(WhiteSpace::Kept);
        deserialize_byte_buf() => text(WhiteSpace::Kept);
        deserialize_identifier() => text(WhiteSpace::Trimmed);
        deserialize_unit_struct(&'static str) => deserialize_unit();
        deserialize_seq() => list();
        deserialize_tuple(usize) => list();
        deserialize_tuple_struct(&'static str, usize) => list();
        deserialize_map() => object();
        deserialize_struct(&'static str, &'static [&'static str]) => object();
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.has(JSON) {
            true => self.mismatch(&visitor),
            false => visitor.visit_unit(),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let result = if self.has(ELEMENTS | OBJECT) {
            visitor.visit_enum(MapAccessDeserializer::new(&mut Fields::new(self)))
        } else if let Some(text) = self.scalar(STRING) {
            visitor.visit_enum(BorrowedStrDeserializer::new(text.trim_ascii()))
        } else {
            Err(de::Error::invalid_type(self.found(), &visitor))
        };
        self.place(result)
    }
}

/// A field's value, which can be read again: as it is, without the nulls in its lists, and then as anything that it is.
struct Again<'f, 'd> {
    element: Element<'f, 'd>,
    attempt: u8,
}

impl Again<'_, '_> {
    /// Whether it is a list with a null in it.
    fn has_nulls(&self) -> bool {
        let Element {
            document, index, ..
        } = self.element;
        let is_null = |&node: &u32| document.node(node).flags & NIL != 0;
        match self.element.parent {
            Some(parent) if self.element.form == Form::Unwrapped => {
                parent.siblings(index).iter().any(is_null)
            }
            _ => document.children(index).any(|node| is_null(&node)),
        }
    }
}

impl<'de> SeqAccess<'de> for Again<'_, 'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        if let Some(parent) = self.element.parent {
            parent.took_siblings.set(false);
            parent.attributes.borrow_mut().clear();
        }
        let Element {
            document, index, ..
        } = self.element;
        self.attempt = self.attempt.saturating_add(1);
        if self.attempt == 2 {
            // Once for each list: when an object around it is read again, this is known.
            let is_new = self.has_nulls() && document.without_nulls.borrow_mut().insert(index);
            if !is_new {
                return Ok(None);
            }
        }
        if document.without_nulls.borrow().contains(&index) {
            self.element.tolerance = Tolerance::WithoutNulls;
        }
        if self.attempt == 3 {
            self.element.form = Form::Whole;
        }
        seed.deserialize(self.element).map(Some)
    }
}

/// The content of an object.
struct Fields<'d> {
    parent: Parent<'d>,
    tolerance: Tolerance,
    /// The next field, and where they end.
    next: u32,
    end: u32,
    /// The value of the last name, unless that is the name of the text.
    value: Option<Entry>,
    /// The element's own text, which comes after its fields.
    text: &'d str,
    /// Fields that were read together with an earlier one.
    taken: BTreeSet<u32>,
    /// Attributes that have no place in their fields' types, and what they are called: `Timeout@unit`.
    attributes: VecDeque<(String, u32)>,
    /// Whether names were read as those of a struct.
    is_struct: bool,
}

impl<'d> Fields<'d> {
    fn new(element: Element<'_, 'd>) -> Self {
        let Element {
            document, index, ..
        } = element;
        Self {
            parent: Parent {
                document,
                object: index,
                names: OnceCell::new(),
                took_siblings: Cell::new(false),
                attributes: RefCell::default(),
            },
            tolerance: match element.tolerance {
                Tolerance::None => Tolerance::None,
                _ => Tolerance::Misfits,
            },
            next: index + 1,
            end: document.node(index).next,
            value: None,
            text: document.text(index).trim_ascii(),
            taken: BTreeSet::new(),
            attributes: VecDeque::new(),
            is_struct: false,
        }
    }

    fn advance(&mut self) -> Option<Entry> {
        while self.next < self.end {
            let index = self.next;
            self.next = self.parent.document.node(index).next;
            if self.taken.is_empty() || !self.taken.contains(&index) {
                return Some(Entry::Field(index));
            }
        }
        let (name, attribute) = self.attributes.pop_front()?;
        Some(Entry::Attribute(name, attribute))
    }

    /// Keeps the result of reading a field's value.
    fn told(&mut self, index: u32) {
        let document = self.parent.document;
        if self.parent.took_siblings.take() {
            let siblings = self.parent.siblings(index);
            self.taken
                .extend(siblings.iter().copied().filter(|&sibling| sibling != index));
        }
        let attributes = self.parent.attributes.take();
        // Only a struct keeps what it does not know.
        if self.is_struct {
            let named = |node| {
                (
                    format!("{}@{}", document.name(index), document.name(node)),
                    node,
                )
            };
            self.attributes.extend(attributes.into_iter().map(named));
        }
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
        self.value = self.advance();
        let name = match &self.value {
            Some(Entry::Field(index)) => Cow::Borrowed(self.parent.document.name(*index)),
            Some(Entry::Attribute(name, _)) => Cow::Owned(name.clone()),
            None if self.text.is_empty() => return Ok(None),
            None => Cow::Borrowed(OWN_TEXT),
        };
        let is_xml = self.parent.document.node(0).flags & JSON == 0;
        let is_struct = &mut self.is_struct;
        seed.deserialize(Name {
            name,
            is_xml,
            is_struct,
        })
        .map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let document = self.parent.document;
        let entry = self.value.take();
        let (index, parent) = match &entry {
            Some(Entry::Field(index)) => (*index, Some(&self.parent)),
            Some(Entry::Attribute(_, index)) => (*index, None),
            None => {
                let text = std::mem::take(&mut self.text);
                return seed.deserialize(OwnText(text));
            }
        };
        let result = seed.deserialize(Element {
            document,
            index,
            parent,
            form: Form::Whole,
            tolerance: self.tolerance,
        });
        match entry {
            Some(Entry::Attribute(name, _)) => {
                result.map_err(|fault| fault.within(Step::Field(name)))
            }
            _ => {
                self.told(index);
                let name = || document.name(index).to_owned();
                result.map_err(|fault| fault.within(Step::Field(name())))
            }
        }
    }
}

/// The value of a name.
enum Entry {
    Field(u32),
    /// An attribute of a field that has no place for it, and what it is called there.
    Attribute(String, u32),
}

/// A field's name.
struct Name<'f, 'd> {
    name: Cow<'d, str>,
    is_xml: bool,
    is_struct: &'f mut bool,
}

impl<'de> Deserializer<'de> for Name<'_, 'de> {
    type Error = Fault;

    /// A name from XML comes as bytes: by this, an object knows it from one in JSON.
    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        *self.is_struct = true;
        match self.is_xml {
            true => visitor.visit_bytes(self.name.as_bytes()),
            false => visitor.visit_str(&self.name),
        }
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.name.into_deserializer().deserialize_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum ignored_any
    }
}

/// The text of an element that has fields too.
struct OwnText<'d>(&'d str);

impl<'de> Deserializer<'de> for OwnText<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_borrowed_str(self.0)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// The items of a list.
struct Items<'f, 'd, I> {
    list: Element<'f, 'd>,
    items: I,
    /// The number of items.
    index: usize,
}

impl<'de, I: Iterator<Item = u32>> SeqAccess<'de> for Items<'_, 'de, I> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        for item in self.items.by_ref() {
            let index = self.index;
            self.index += 1;
            let element = Element {
                index: item,
                form: Form::Item,
                ..self.list
            };
            if element.has(NIL) && self.list.tolerance == Tolerance::WithoutNulls {
                continue;
            }
            let result = seed.deserialize(element);
            return result
                .map(Some)
                .map_err(|fault| fault.within(Step::Element(index)));
        }
        Ok(None)
    }
}

pub(crate) fn is_blank(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_whitespace())
}
