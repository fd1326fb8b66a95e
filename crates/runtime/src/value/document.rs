//! A body as a flat list of values, from which any type deserializes: all of XML, and JSON that did not fit at first.
//!
//! JSON writes structure with brackets, XML with elements. An element with elements or attributes in it is an object, and
//! one with text only is a scalar. The requested type decides the rest: a list is an element around its items, a number
//! is a text, and an element with `xsi:nil="true"` is null. Names count without their prefixes.
//!
//! A value here can be read more than once. The tolerance for what does not fit rests on that.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error, Expected, MapAccess, SeqAccess,
    Unexpected, Visitor,
};

use crate::value::fault::{DecodeError, Fault, Step};
use crate::value::object::{FIELD, OWN_JSON, OWN_XML, UNWRAPPED_FIELD};
use crate::value::scalar::{RAW_VALUE, SCALAR};
use crate::value::secret::SECRET;
use crate::value::union::UNION;

/// The handling of an optional field that does not fit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tolerance {
    /// It is an error.
    None,
    /// It is kept beside the others, and nulls in a list are left out.
    Misfits,
}

/// The values of a text, each before what is in it; in XML, the attributes of an element before its elements.
pub(crate) struct Document<'t> {
    pub(crate) text: &'t str,
    pub(crate) nodes: Vec<Node<'t>>,
    is_xml: bool,
    /// Attributes of values whose type has no place for them, until the object around the value keeps them.
    unplaced: RefCell<Vec<u32>>,
    /// The lists and objects whose nulls are left out.
    without_nulls: RefCell<BTreeSet<u32>>,
}

/// A value: an element, an attribute, or a value of JSON. There may be one for every two bytes, so it is kept small.
pub(crate) struct Node<'t> {
    /// The field's name as it is written: in JSON with its quotes, in XML without a prefix.
    pub(crate) name: &'t str,
    /// A value of JSON as it is written; the own text of an element or an attribute.
    pub(crate) text: Cow<'t, str>,
    pub(crate) kind: Kind,
    /// The node that follows this one and what is in it.
    pub(crate) next: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// JSON's null, or an element with `xsi:nil="true"`.
    Null,
    /// A JSON number or boolean.
    Literal,
    /// A JSON string.
    String,
    /// A JSON list.
    List,
    /// A JSON object.
    Object,
    /// An element.
    Element,
    /// An attribute of an element, or the own text of one that has fields, too.
    Text,
}

/// A field's name, and its value.
type Field<'d> = (Cow<'d, str>, u32);

impl<'t> Document<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self {
            text,
            nodes: Vec::with_capacity(text.len() / 16 + 1),
            is_xml: text.trim_start().starts_with('<'),
            unplaced: RefCell::default(),
            without_nulls: RefCell::default(),
        }
    }

    /// Reads the whole of it.
    pub(crate) fn read<T: DeserializeOwned>(&self, tolerance: Tolerance) -> Result<T, DecodeError> {
        let root = [(Cow::Borrowed(""), 0)];
        let element = Element { document: self, fields: &root, form: Form::Whole, tolerance };
        let mut result = T::deserialize(element);
        if result.is_err() && element.leaves_out_nulls() {
            result = T::deserialize(element).or(result);
        }
        // Lists in lists and maps in maps have no field around them that would be read again.
        if result.is_err() && tolerance == Tolerance::Misfits && self.nodes.len() > 1 {
            self.without_nulls.borrow_mut().extend(0..self.nodes.len() as u32);
            result = T::deserialize(element).or(result);
        }
        result.map_err(|fault| fault.into_error(self.text))
    }

    /// A piece of the body as one that lives as long as that.
    #[cfg(feature = "xml")]
    pub(crate) fn slice(&self, piece: &str) -> &'t str {
        let start = self.offset_of(piece);
        self.text.get(start..start + piece.len()).unwrap_or_default()
    }

    fn node(&self, index: u32) -> &Node<'t> {
        const NONE: Node<'static> =
            Node { name: "", text: Cow::Borrowed(""), kind: Kind::Null, next: u32::MAX };
        // Every index comes from the list itself.
        self.nodes.get(index as usize).unwrap_or(&NONE)
    }

    pub(crate) fn name(&self, index: u32) -> Cow<'_, str> {
        let name = self.node(index).name;
        match name.starts_with('"') {
            true => string(name),
            false => Cow::Borrowed(name),
        }
    }

    /// The own text of a node, unless it is white space between elements.
    fn text(&self, index: u32) -> Cow<'_, str> {
        let node = self.node(index);
        match node.kind {
            Kind::String => string(&node.text),
            _ => Cow::Borrowed(&node.text),
        }
    }

    /// The place of a part of the body.
    pub(crate) fn offset_of(&self, piece: &str) -> usize {
        piece.as_ptr().addr().wrapping_sub(self.text.as_ptr().addr())
    }

    /// The place of the value for messages: that of its text, if it is only text.
    fn offset(&self, index: u32) -> usize {
        let node = self.node(index);
        let name = self.offset_of(node.name);
        match &node.text {
            Cow::Borrowed(text) if !self.is_xml => self.offset_of(text),
            Cow::Borrowed(text) if node.next == index + 1 && !text.trim_ascii().is_empty() => {
                self.offset_of(text.trim_ascii_start())
            }
            _ if node.kind == Kind::Text => name,
            // With the bracket and, likely, the prefix.
            _ => {
                let before = self.text.get(..name).unwrap_or_default();
                before.rfind('<').unwrap_or(name)
            }
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

    fn is_attribute(&self, index: u32) -> bool {
        self.node(index).kind == Kind::Text
    }

    fn is_null(&self, index: u32) -> bool {
        self.node(index).kind == Kind::Null
    }
}

/// A value, to be deserialized.
#[derive(Clone, Copy)]
struct Element<'f, 'd> {
    document: &'d Document<'d>,
    /// The value; several, if a field of this name came more than once.
    fields: &'f [Field<'d>],
    form: Form,
    tolerance: Tolerance,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Whole,
    /// The items of a list that has no element around it.
    Unwrapped,
    /// The own text of an element that has fields, too.
    OwnText,
}

impl<'d> Element<'_, 'd> {
    fn index(&self) -> u32 {
        self.fields.first().map_or(u32::MAX, |field| field.1)
    }

    /// The kind of the value; none if there are several.
    fn kind(&self) -> Option<Kind> {
        match self.form {
            _ if self.fields.len() > 1 => None,
            Form::OwnText => Some(Kind::Text),
            _ => Some(self.document.node(self.index()).kind),
        }
    }

    /// Whether it has elements in it.
    fn has_elements(&self) -> bool {
        let mut children = self.document.children(self.index());
        children.any(|child| !self.document.is_attribute(child))
    }

    fn text(&self) -> Cow<'d, str> {
        match (self.form, self.document.text(self.index())) {
            (Form::OwnText, Cow::Borrowed(text)) => text.trim_ascii().into(),
            (_, text) => text,
        }
    }

    /// The text of a scalar. In JSON it is of this kind, unless others are tolerated.
    fn scalar(&self, kind: Kind) -> Option<Cow<'d, str>> {
        let index = self.index();
        let node = self.document.node(index);
        if node.kind == Kind::Element && node.next == index + 1 && self.fields.len() == 1 {
            // Nothing is in it but text.
            return Some(Cow::Borrowed(&node.text));
        }
        match self.kind()? {
            Kind::Element if self.has_elements() => return None,
            Kind::Element | Kind::Text => self.pass_on_attributes(),
            Kind::Literal | Kind::String if self.tolerance == Tolerance::Misfits => {}
            found if found == kind => {}
            _ => return None,
        }
        Some(self.text())
    }

    /// Leaves the attributes, which the type has no field for, to the object that contains it.
    fn pass_on_attributes(&self) {
        if self.form != Form::OwnText {
            let attributes = self.document.children(self.index());
            let attributes = attributes.take_while(|&child| self.document.is_attribute(child));
            self.document.unplaced.borrow_mut().extend(attributes);
        }
    }

    fn place<T>(&self, result: Result<T, Fault>) -> Result<T, Fault> {
        result.map_err(|fault| fault.at(self.document.offset(self.index())))
    }

    fn mismatch<T>(&self, expected: &dyn Expected) -> Result<T, Fault> {
        let text = self.text();
        let found = match self.kind() {
            None => {
                let second = self.fields.get(1).map_or(u32::MAX, |field| field.1);
                let fault = Fault::new("given more than once");
                return Err(fault.at(self.document.offset(second)));
            }
            Some(Kind::Null) => Unexpected::Unit,
            Some(Kind::Object) => Unexpected::Map,
            Some(Kind::Element) if self.has_elements() => Unexpected::Map,
            Some(Kind::List) => Unexpected::Seq,
            Some(Kind::Literal) if text == "true" || text == "false" => {
                Unexpected::Bool(text == "true")
            }
            Some(Kind::Literal) => Unexpected::Other(&text),
            Some(Kind::String | Kind::Element | Kind::Text) => Unexpected::Str(&text),
        };
        self.place(Err(Fault::invalid_type(found, expected)))
    }

    /// Hands over the text of a string, or of what is written like one.
    fn string<'de, V: Visitor<'de>>(
        self,
        visitor: V,
        trim: fn(&str) -> &str,
    ) -> Result<V::Value, Fault> {
        let Some(text) = self.scalar(Kind::String) else {
            return self.mismatch(&visitor);
        };
        let text = trim(&text);
        let result = visitor.visit_str(text);
        self.place(result.map_err(|fault: Fault| fault.found(Unexpected::Str(text))))
    }

    /// Reads the text as a number or a boolean.
    fn parse<'de, V: Visitor<'de>, N>(
        self,
        visitor: V,
        parse: impl FnOnce(&str) -> Option<N>,
        visit: impl FnOnce(V, N) -> Result<V::Value, Fault>,
    ) -> Result<V::Value, Fault> {
        let text = self.scalar(Kind::Literal);
        let text = text.as_deref().map(str::trim_ascii);
        match text.and_then(parse) {
            Some(value) => self.place(visit(visitor, value)),
            None => match text.filter(|text| text.parse::<i128>().is_ok()) {
                Some(number) => {
                    let found = Unexpected::Other(number);
                    self.place(Err(Error::invalid_type(found, &visitor)))
                }
                None => self.mismatch(&visitor),
            },
        }
    }

    /// Hands it over in the shape that JSON has for it, and a number as `visit_number` does.
    fn any<'de, V: Visitor<'de>>(
        self,
        visitor: V,
        visit_number: fn(V, &str) -> Result<V::Value, Fault>,
    ) -> Result<V::Value, Fault> {
        let index = self.index();
        let result = match self.kind() {
            None => return self.items(self.fields.iter().map(|field| field.1), visitor),
            Some(Kind::List) => return self.list(visitor),
            Some(Kind::Null) => visitor.visit_unit(),
            Some(Kind::Object) => visitor.visit_map(Fields::new(self, Names::Keys)),
            Some(Kind::Element) if self.document.node(index).next > index + 1 => {
                visitor.visit_map(Fields::new(self, Names::Keys))
            }
            Some(Kind::Literal) => match &*self.text() {
                "true" => visitor.visit_bool(true),
                "false" => visitor.visit_bool(false),
                number => visit_number(visitor, number),
            },
            Some(Kind::String | Kind::Element | Kind::Text) => visitor.visit_str(&self.text()),
        };
        self.place(result)
    }

    fn object<'de, V: Visitor<'de>>(self, visitor: V, names: Names) -> Result<V::Value, Fault> {
        let index = self.index();
        let is_object = match self.kind() {
            Some(Kind::Object) => true,
            Some(Kind::Element) => {
                let is_blank = self.text().trim_ascii().is_empty();
                is_blank || self.document.node(index).next > index + 1
            }
            _ => false,
        };
        match is_object {
            true => self.place(visitor.visit_map(Fields::new(self, names))),
            false => self.mismatch(&visitor),
        }
    }

    /// Whether the items of a list are the fields themselves, not in one of them.
    fn is_spread(&self) -> bool {
        self.form == Form::Unwrapped || self.fields.len() > 1
    }

    /// Reads what is in it as a list.
    fn list<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let document = self.document;
        match self.kind() {
            _ if self.is_spread() => {
                return self.items(self.fields.iter().map(|field| field.1), visitor);
            }
            Some(Kind::List) => {}
            Some(Kind::Element) if self.text().trim_ascii().is_empty() => {
                self.pass_on_attributes();
            }
            _ => return self.mismatch(&visitor),
        }
        let children = document.children(self.index());
        self.items(children.filter(|&child| !document.is_attribute(child)), visitor)
    }

    fn items<'de, V: Visitor<'de>>(
        self,
        items: impl Iterator<Item = u32>,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let keeps_nulls = self.keeps_nulls();
        let items = items.enumerate();
        let items = items.filter(|&(_, item)| keeps_nulls || !self.document.is_null(item));
        self.place(visitor.visit_seq(Items { list: self, items }))
    }

    fn keeps_nulls(&self) -> bool {
        let without_nulls = self.document.without_nulls.borrow();
        self.tolerance == Tolerance::None || !without_nulls.contains(&self.index())
    }

    /// Leaves out the nulls that are right in it from now on, and says whether that is new: what is around it may be
    /// read again.
    fn leaves_out_nulls(&self) -> bool {
        let (document, index) = (self.document, self.index());
        let has_nulls = match self.is_spread() {
            true => self.fields.iter().any(|field| document.is_null(field.1)),
            false => document.children(index).any(|child| document.is_null(child)),
        };
        self.tolerance == Tolerance::Misfits
            && has_nulls
            && document.without_nulls.borrow_mut().insert(index)
    }
}

/// A whole number that is written with a fraction or an exponent, in digits: `5.0`, `1e1`, `-0`.
fn integral(text: &str) -> Option<String> {
    let number: rust_decimal::Decimal = *text.parse::<crate::Decimal>().ok()?;
    let mut number = number.is_integer().then(|| number.trunc().normalize())?;
    if number.is_zero() {
        number.set_sign_positive(true);
    }
    Some(number.to_string())
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
            self.$to(visitor $(, $kept)?)
        }
    )*};
}

impl<'de> Deserializer<'de> for Element<'_, '_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.any(visitor, |visitor, text| match (text.parse(), text.parse(), text.parse()) {
            (Ok(number), ..) => visitor.visit_u64(number),
            (_, Ok(number), _) => visitor.visit_i64(number),
            (_, _, Ok(number)) => visitor.visit_f64(number),
            _ => Err(Fault::invalid_type(Unexpected::Other(text), &visitor)),
        })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.kind() == Some(Kind::Null) && self.form == Form::Whole {
            self.pass_on_attributes();
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
            // JSON has one way to write a list.
            UNWRAPPED_FIELD if self.document.is_xml => self.form = Form::Unwrapped,
            FIELD | UNWRAPPED_FIELD | UNION => {}
            SECRET => return self.string(visitor, |text| text),
            SCALAR if matches!(self.kind(), Some(Kind::Element | Kind::Text)) => {
                return self.string(visitor, str::trim_ascii);
            }
            // A value with the digits of its numbers, as bytes.
            SCALAR | RAW_VALUE => {
                return self.any(visitor, |visitor, digits| visitor.visit_bytes(digits.as_bytes()));
            }
            _ => return visitor.visit_newtype_struct(self),
        }
        if self.tolerance == Tolerance::None && name != UNION {
            return self.place(visitor.visit_newtype_struct(self));
        }
        let unplaced = self.document.unplaced.borrow().len();
        visitor.visit_seq(Again {
            element: self,
            attempt: if name == UNION { AS_IT_IS } else { 0 },
            unplaced,
        })
    }

    parse! {
        deserialize_bool visit_bool |text| match text {
            // XML Schema has two ways to write one, and .NET a third.
            "true" | "True" | "1" => Some(true),
            "false" | "False" | "0" => Some(false),
            _ => None,
        };
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
        // For types that parse a text, such as GUIDs.
        deserialize_str() => string(str::trim_ascii);
        deserialize_string() => string(|text| text);
        deserialize_seq() => list();
        deserialize_map() => object(Names::Keys);
        deserialize_struct(&'static str, &'static [&'static str]) => object(Names::Fields);
    }

    serde::forward_to_deserialize_any! {
        char bytes byte_buf identifier unit unit_struct tuple tuple_struct ignored_any
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let result = match self.scalar(Kind::String) {
            Some(text) => visitor.visit_enum(StrDeserializer::new(text.trim_ascii())),
            None if matches!(self.kind(), Some(Kind::Object | Kind::Element)) => {
                let fields = Fields::new(self, Names::Keys);
                visitor.visit_enum(MapAccessDeserializer::new(fields))
            }
            None => return self.mismatch(&visitor),
        };
        self.place(result)
    }
}

/// After so many attempts nothing changes: the value of a union is read as each of its variants.
const AS_IT_IS: u8 = 3;

/// A value that can be read again. That of a field is read as it is, without the nulls in it, and then as anything that
/// it is.
struct Again<'f, 'd> {
    element: Element<'f, 'd>,
    attempt: u8,
    /// The number of attributes without a place before it was read.
    unplaced: usize,
}

impl<'de> SeqAccess<'de> for Again<'_, '_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        self.attempt = self.attempt.saturating_add(1);
        if self.attempt > 1 {
            self.element.document.unplaced.borrow_mut().truncate(self.unplaced);
        }
        match self.attempt {
            2 if !self.element.leaves_out_nulls() => return Ok(None),
            3 => {
                self.element.form = Form::Whole;
                self.element.tolerance = Tolerance::None;
            }
            _ => {}
        }
        seed.deserialize(self.element).map(Some)
    }
}

/// The form in which the names of an object's fields are requested.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    /// As the keys of a map.
    Keys,
    /// As the fields of a struct, which may have other names in XML.
    Fields,
}

/// The fields of an object.
struct Fields<'d> {
    document: &'d Document<'d>,
    tolerance: Tolerance,
    names: Names,
    /// The index of the object.
    object: u32,
    /// The fields, those of one name together, and the next.
    fields: Vec<Field<'d>>,
    next: usize,
    /// Attributes that have no place in the types of their fields, by what they are called here: `Timeout@unit`.
    attributes: Vec<Field<'d>>,
}

impl<'d> Fields<'d> {
    fn new(element: Element<'_, 'd>, names: Names) -> Self {
        let (document, object) = (element.document, element.index());
        let keeps_nulls = element.keeps_nulls();
        let children = document.children(object);
        let children = children.filter(|&child| keeps_nulls || !document.is_null(child));
        let mut fields = Vec::with_capacity(16);
        fields.extend(children.map(|child| (document.name(child), child)));
        if document.is_xml && !document.text(object).trim_ascii().is_empty() {
            fields.push((Cow::Borrowed(OWN_TEXT), object));
        }
        Self {
            document,
            tolerance: element.tolerance,
            names,
            object,
            fields: together(fields),
            next: 0,
            attributes: Vec::new(),
        }
    }
}

/// The name of an element's own text where it has fields, too.
const OWN_TEXT: &str = "$text";

/// Brings the fields of one name together, where the first of them stands.
fn together(mut fields: Vec<Field<'_>>) -> Vec<Field<'_>> {
    if fields.len() < 2 {
        return fields;
    }
    // Nearly no object has a name twice, and hashes show that at a fraction of the cost.
    let hash = |name: &str| {
        name.bytes()
            .fold(0_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    };
    let mut hashes: Vec<u64> = fields.iter().map(|(name, _)| hash(name)).collect();
    hashes.sort_unstable();
    if hashes.is_sorted_by(|hash, next| hash < next) {
        return fields;
    }
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    fields.sort_by_cached_key(|(name, _)| {
        let next = first.len();
        *first.entry(name.to_string()).or_insert(next)
    });
    fields
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Fault;

    fn size_hint(&self) -> Option<usize> {
        match self.names {
            Names::Keys => None,
            Names::Fields if self.document.is_xml => OWN_XML,
            Names::Fields => OWN_JSON,
        }
    }

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        if self.next == self.fields.len() {
            self.fields = together(std::mem::take(&mut self.attributes));
            self.next = 0;
        }
        let Some((name, _)) = self.fields.get(self.next) else {
            return Ok(None);
        };
        seed.deserialize(StrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let rest = self.fields.get(self.next..).unwrap_or_default();
        let name = rest.first().map_or("", |field| &*field.0);
        let count = rest.iter().take_while(|field| field.0 == name).count();
        let fields = rest.get(..count).unwrap_or_default();
        let is_text = matches!(fields, [(_, node)] if *node == self.object);
        let unplaced = self.document.unplaced.borrow().len();
        let result = seed.deserialize(Element {
            document: self.document,
            fields,
            form: if is_text { Form::OwnText } else { Form::Whole },
            tolerance: self.tolerance,
        });
        let mut attributes = self.document.unplaced.borrow_mut();
        for node in attributes.drain(unplaced..) {
            // Only a struct keeps what it does not know.
            if self.names == Names::Fields {
                let called = format!("{name}@{}", self.document.name(node));
                self.attributes.push((called.into(), node));
            }
        }
        self.next += fields.len();
        result.map_err(|fault| fault.within(Step::Field(name.to_owned())))
    }
}

/// The items of a list, and their places in it.
struct Items<'f, 'd, I> {
    list: Element<'f, 'd>,
    items: I,
}

impl<'de, I: Iterator<Item = (usize, u32)>> SeqAccess<'de> for Items<'_, '_, I> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        let Some((index, item)) = self.items.next() else {
            return Ok(None);
        };
        let result = seed.deserialize(Element {
            fields: &[(Cow::Borrowed(""), item)],
            form: Form::Whole,
            ..self.list
        });
        result.map(Some).map_err(|fault| fault.within(Step::Element(index)))
    }
}

/// The values of a text that serde_json has looked over.
pub(crate) fn json(text: &str) -> Document<'_> {
    let bytes = text.as_bytes();
    let mut document = Document::new(text);
    let nodes = &mut document.nodes;
    let mut open: Vec<usize> = Vec::new();
    let mut name = "";
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        at += 1;
        let kind = match byte {
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' => continue,
            b'{' => Kind::Object,
            b'[' => Kind::List,
            b'}' | b']' => {
                let next = nodes.len() as u32;
                if let Some(node) = open.pop().and_then(|index| nodes.get_mut(index)) {
                    node.next = next;
                }
                continue;
            }
            b'"' => {
                at = string_end(bytes, start) + 1;
                let object = open.last().and_then(|&index| nodes.get(index));
                if name.is_empty() && object.is_some_and(|object| object.kind == Kind::Object) {
                    name = text.get(start..at).unwrap_or_default();
                    continue;
                }
                Kind::String
            }
            _ => {
                let is_end =
                    |b: &u8| matches!(b, b',' | b']' | b'}' | b' ' | b'\t' | b'\r' | b'\n');
                let rest = bytes.get(start..).unwrap_or_default();
                at = start + rest.iter().position(is_end).unwrap_or(rest.len());
                if byte == b'n' { Kind::Null } else { Kind::Literal }
            }
        };
        if matches!(kind, Kind::Object | Kind::List) {
            open.push(nodes.len());
        }
        nodes.push(Node {
            name: std::mem::take(&mut name),
            text: Cow::Borrowed(text.get(start..at).unwrap_or_default()),
            kind,
            next: nodes.len() as u32 + 1,
        });
    }
    document
}

/// The end of the string that starts with this quote.
pub(crate) fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => break,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    at
}

/// The value of a string in quotes. A lone surrogate, which Rust's strings cannot contain, becomes U+FFFD.
pub(crate) fn string(quoted: &str) -> Cow<'_, str> {
    let content = quoted.get(1..quoted.len() - 1).unwrap_or_default();
    if !content.contains('\\') {
        return Cow::Borrowed(content);
    }
    let mut units: Vec<u16> = Vec::with_capacity(content.len());
    let mut rest = content.chars();
    while let Some(character) = rest.next() {
        let escape = (character == '\\').then(|| rest.next()).flatten();
        let character = match escape {
            Some('u') => {
                let (digits, after) = rest.as_str().split_at_checked(4).unwrap_or_default();
                rest = after.chars();
                units.push(u16::from_str_radix(digits, 16).unwrap_or(0xFFFD));
                continue;
            }
            Some('b') => '\x08',
            Some('f') => '\x0C',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some(other) => other,
            None => character,
        };
        units.extend_from_slice(character.encode_utf16(&mut [0; 2]));
    }
    String::from_utf16_lossy(&units).into()
}
