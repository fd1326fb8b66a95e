//! JSON: read from the text straight into a type, eight bytes at a time where it can be.
//!
//! Of our own, because it takes fewer instructions than serde_json (ARCHITECTURE.md says how many), no library that we
//! found does without SIMD set by hand, and one reading also knows the path and the place of what does not fit. The tests
//! compare it with serde_json: it reads what that reads, and refuses what that refuses.

use std::borrow::Cow;

use serde::de::value::{
    BorrowedStrDeserializer, CowStrDeserializer, MapAccessDeserializer, MapDeserializer,
    StrDeserializer,
};
use serde::de::{
    Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, Error, Expected, IgnoredAny,
    MapAccess, SeqAccess, Unexpected, Visitor,
};

use crate::body::decode::{DEPTH, DecodeError, Fault, Step, too_deep};
use crate::value::decimal::RAW_VALUE;

/// Decodes a JSON body, in UTF-8 with or without a byte order mark.
pub(crate) fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    // One check of the whole is faster than one of each string.
    let text = std::str::from_utf8(body)
        .map_err(|e| DecodeError::at("not JSON: not in UTF-8", body, e.valid_up_to()))?;
    read(text).map_err(|fault| {
        // What is wrong with the text comes before what is wrong with a field.
        let fault = read::<IgnoredAny>(text).err().unwrap_or(fault);
        fault.into_error(text)
    })
}

/// A value as JSON. `Value`'s own `Display` would bring a second writer, for JSON with indentation.
#[cfg(feature = "client")]
pub(crate) fn write<T: serde::Serialize + ?Sized>(value: &T) -> String {
    // A value or a text can be written.
    serde_json::to_string(value).unwrap_or_default()
}

fn read<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, Fault> {
    let mut reader = Reader {
        text,
        at: 0,
        depth: 0,
        name: String::new(),
        fault: None,
    };
    let value = T::deserialize(&mut reader)?;
    match reader.peek() {
        None => Ok(value),
        Some(_) => Err(reader.broken("trailing characters")),
    }
}

/// A JSON text, and how far it is read.
struct Reader<'a> {
    text: &'a str,
    /// The offset of what is next.
    at: usize,
    /// How many objects and lists are open.
    depth: usize,
    /// The last name of a field that was written with escapes.
    name: String,
    /// Why there is no next name.
    fault: Option<Fault>,
}

impl<'a> Reader<'a> {
    /// The next byte.
    #[inline]
    fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is not white space, which is passed over.
    #[inline]
    fn peek(&mut self) -> Option<u8> {
        match self.next() {
            Some(next) if next > b' ' => Some(next),
            _ => {
                self.at = after_white_space(self.text.as_bytes(), self.at);
                self.next()
            }
        }
    }

    /// Whether there is another element, or another field, before the bracket that closes the list or the object.
    #[inline(always)]
    fn has_next(&mut self, index: usize, close: u8) -> Result<bool, Fault> {
        let mut next = self.peek();
        if next == Some(b',') && index > 0 {
            self.at += 1;
            next = self.peek();
            if next == Some(close) {
                return Err(self.broken("trailing comma"));
            }
        } else if next == Some(close) {
            self.at += 1;
            return Ok(false);
        } else if index > 0 {
            return Err(self.unexpected_inside(close, "expected a comma or the end"));
        }
        if close == b'}' && next != Some(b'"') {
            return Err(self.unexpected_inside(close, "key must be a string"));
        }
        Ok(true)
    }

    #[inline]
    fn colon(&mut self) -> Result<(), Fault> {
        if self.peek() != Some(b':') {
            return Err(self.unexpected_inside(b'}', "expected `:`"));
        }
        // Most writers put one space there.
        self.at += 1;
        self.at += usize::from(self.next() == Some(b' '));
        Ok(())
    }

    /// A string, whose opening quote is next.
    #[inline(never)]
    fn string(&mut self) -> Result<Cow<'a, str>, Fault> {
        match self.plain_string() {
            Some(string) => Ok(Cow::Borrowed(string)),
            None => self.string_with_escapes().map(Cow::Owned),
        }
    }

    /// A string without escapes.
    #[inline(always)]
    fn plain_string(&mut self) -> Option<&'a str> {
        let rest = self.text.get(self.at + 1..)?;
        let end = plain_length(rest.as_bytes());
        if rest.as_bytes().get(end) != Some(&b'"') {
            return None;
        }
        self.at += end + 2;
        rest.get(..end)
    }

    #[cold]
    fn string_with_escapes(&mut self) -> Result<String, Fault> {
        let mut string = String::new();
        self.at += 1;
        loop {
            let start = self.at;
            self.at += plain_length(self.text.as_bytes().get(start..).unwrap_or_default());
            string.push_str(self.slice(start));
            match self.next() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(string);
                }
                Some(b'\\') => {
                    self.at += 1;
                    string.push(self.escape()?);
                }
                _ => return Err(self.unexpected("a string", "a control character in a string")),
            }
        }
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Result<char, Fault> {
        let character = match self.next() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\x08',
            Some(b'f') => '\x0C',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.escape_in_hexadecimal(),
            _ => return Err(self.unexpected("a string", "invalid escape")),
        };
        self.at += 1;
        Ok(character)
    }

    fn escape_in_hexadecimal(&mut self) -> Result<char, Fault> {
        let unit = |at: usize| {
            let digits = self.text.get(at..at + 4)?;
            let is_hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
            is_hex.then(|| u16::from_str_radix(digits, 16).ok())?
        };
        let at = self.at + 1;
        let first = unit(at);
        // What JSON writes in two escapes is one character.
        let is_half = matches!(first, Some(0xD800..0xDC00));
        let second = if is_half && self.text.get(at + 4..at + 6) == Some("\\u") {
            unit(at + 6)
        } else {
            None
        };
        let mut characters = char::decode_utf16(first.into_iter().chain(second));
        let Some(Ok(character)) = characters.next() else {
            return Err(self.broken("invalid escape"));
        };
        self.at = at + if is_half { 10 } else { 4 };
        Ok(character)
    }

    /// A number's text, and whether it is without point and exponent.
    fn number_text(&mut self) -> Result<(&'a str, bool), Fault> {
        let start = self.at;
        if self.next() == Some(b'-') {
            self.at += 1;
        }
        match self.next() {
            Some(b'0') => self.at += 1,
            Some(b'1'..=b'9') => self.digits()?,
            _ if self.at == start => return Err(self.unexpected("a value", "expected value")),
            _ => return Err(self.unexpected("a value", "invalid number")),
        }
        let is_whole = match self.next() {
            Some(b'0'..=b'9') => return Err(self.broken("invalid number")),
            Some(b'.' | b'e' | b'E') => {
                self.fraction_and_exponent()?;
                false
            }
            _ => true,
        };
        Ok((self.slice(start), is_whole))
    }

    fn fraction_and_exponent(&mut self) -> Result<(), Fault> {
        if self.next() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.next() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.next() {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(())
    }

    /// Reads one or more digits.
    fn digits(&mut self) -> Result<(), Fault> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.next() {
            self.at += 1;
        }
        if self.at == start {
            return Err(self.unexpected("a value", "invalid number"));
        }
        Ok(())
    }

    fn number(&mut self) -> Result<Number, Fault> {
        let start = self.at;
        let (text, is_whole) = self.number_text()?;
        if is_whole {
            if let Ok(number) = text.parse() {
                return Ok(Number::Unsigned(number));
            }
            // An integer has no negative zero.
            if let Ok(number @ ..0) = text.parse::<i64>() {
                return Ok(Number::Signed(number));
            }
        }
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Number::Float(number)),
            _ => {
                self.at = start;
                Err(self.broken("number out of range"))
            }
        }
    }

    /// Reads `null`, `true` or `false`.
    fn word(&mut self, word: &str) -> Result<(), Fault> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if rest.starts_with(word.as_bytes()) {
            self.at += word.len();
            return Ok(());
        }
        if word.as_bytes().starts_with(rest) {
            self.at = self.text.len();
        }
        Err(self.unexpected("a value", "expected value"))
    }

    /// Passes over a value.
    fn ignore(&mut self) -> Result<(), Fault> {
        // What closes each object and list that is open, and how many items were met in it.
        let mut open: Vec<(u8, usize)> = Vec::new();
        loop {
            match self.peek() {
                Some(start @ (b'{' | b'[')) => {
                    self.open(open.len())?;
                    open.push((if start == b'{' { b'}' } else { b']' }, 0));
                }
                Some(b'"') => drop(self.string()?),
                Some(b't') => self.word("true")?,
                Some(b'f') => self.word("false")?,
                Some(b'n') => self.word("null")?,
                _ => drop(self.number_text()?),
            }
            loop {
                let Some((close, index)) = open.last_mut() else {
                    return Ok(());
                };
                let has_next = self.has_next(*index, *close)?;
                *index += 1;
                if has_next && *close == b'}' {
                    self.string()?;
                    self.colon()?;
                }
                if has_next {
                    break;
                }
                open.pop();
            }
        }
    }

    /// Steps into an object or a list; `more` are open besides those that are counted.
    fn open(&mut self, more: usize) -> Result<(), Fault> {
        // serde_json's limit to the level, so that it can read again what is kept.
        if self.depth + more + 1 >= DEPTH {
            return Err(Fault::new(too_deep()).at(self.at));
        }
        self.at += 1;
        Ok(())
    }

    /// The text from an offset up to here.
    fn slice(&self, start: usize) -> &'a str {
        // Both ends stand beside an ASCII character.
        self.text.get(start..self.at).unwrap_or_default()
    }

    #[cold]
    fn unexpected_inside(&self, close: u8, message: &str) -> Fault {
        let inside = if close == b'}' { "an object" } else { "a list" };
        self.unexpected(inside, message)
    }

    /// Something is wrong with the text here, or it ends here.
    #[cold]
    fn unexpected(&self, inside: &str, message: &str) -> Fault {
        if self.at < self.text.len() {
            self.broken(message)
        } else {
            self.broken(&format!("it breaks off inside {inside}"))
        }
    }

    #[cold]
    fn broken(&self, message: &str) -> Fault {
        Fault::new(format!("not JSON: {message}")).at(self.at)
    }

    /// What is next is not what `expected` takes.
    #[cold]
    fn mismatch(&mut self, expected: &dyn Expected) -> Fault {
        let start = self.at;
        let found = |found: Unexpected<'_>| Fault::invalid_type(found, expected);
        let fault = match self.peek() {
            Some(b'{') => Ok(found(Unexpected::Map)),
            Some(b'[') => Ok(found(Unexpected::Seq)),
            Some(b'"') => self.string().map(|text| found(Unexpected::Str(&text))),
            Some(b't') => self.word("true").map(|()| found(Unexpected::Bool(true))),
            Some(b'f') => self.word("false").map(|()| found(Unexpected::Bool(false))),
            Some(b'n') => self.word("null").map(|()| found(Unexpected::Unit)),
            _ => self.number().map(|number| {
                found(match number {
                    Number::Unsigned(number) => Unexpected::Unsigned(number),
                    Number::Signed(number) => Unexpected::Signed(number),
                    Number::Float(number) => Unexpected::Float(number),
                })
            }),
        };
        fault.unwrap_or_else(|broken| broken).at(start)
    }

    fn visit_object<V: Visitor<'a>>(&mut self, visitor: V) -> Result<V::Value, Fault> {
        let start = self.enter(b'}', &visitor)?;
        let mut fields = Items::new(self, b'}', start);
        let result = visitor.visit_map(&mut fields);
        fields.leave(result)
    }

    fn visit_list<V: Visitor<'a>>(&mut self, visitor: V) -> Result<V::Value, Fault> {
        let start = self.enter(b']', &visitor)?;
        let mut elements = Items::new(self, b']', start);
        let result = visitor.visit_seq(&mut elements);
        elements.leave(result)
    }

    /// Steps into the object or the list that has to be next, told by the bracket that closes it; gives its offset.
    #[inline(never)]
    fn enter(&mut self, close: u8, expected: &dyn Expected) -> Result<usize, Fault> {
        // The brackets that open stand two before those that close.
        if self.peek() != Some(close - 2) {
            return Err(self.mismatch(expected));
        }
        let start = self.at;
        self.open(0)?;
        self.depth += 1;
        Ok(start)
    }

    fn visit_string<V: Visitor<'a>>(&mut self, visitor: V) -> Result<V::Value, Fault> {
        let start = self.at;
        match self.string()? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
        .map_err(|fault: Fault| self.refused(fault, start))
    }

    /// The fault of a string that is not the right one.
    #[cold]
    fn refused(&mut self, fault: Fault, start: usize) -> Fault {
        self.at = start;
        let text = self.string().unwrap_or_default();
        fault.found(Unexpected::Str(&text)).at(start)
    }

    fn visit_number<V: Visitor<'a>>(&mut self, visitor: V) -> Result<V::Value, Fault> {
        let start = self.at;
        match self.number()? {
            Number::Unsigned(number) => visitor.visit_u64(number),
            Number::Signed(number) => visitor.visit_i64(number),
            Number::Float(number) => visitor.visit_f64(number),
        }
        .map_err(|fault: Fault| fault.at(start))
    }

    /// Hands over a value's text, as serde_json does.
    fn visit_raw<V: Visitor<'a>>(&mut self, visitor: V) -> Result<V::Value, Fault> {
        self.peek();
        let start = self.at;
        self.ignore()?;
        let raw = [(
            BorrowedStrDeserializer::new(RAW_VALUE),
            BorrowedStrDeserializer::new(self.slice(start)),
        )];
        visitor
            .visit_map(MapDeserializer::new(raw.into_iter()))
            .map_err(|fault: Fault| fault.at(start))
    }
}

enum Number {
    Unsigned(u64),
    Signed(i64),
    Float(f64),
}

macro_rules! hints {
    ($($visit:ident $first:pat => $($method:ident),*;)*) => {$($(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match self.peek() {
                Some($first) => self.$visit(visitor),
                _ => Err(self.mismatch(&visitor)),
            }
        }
    )*)*};
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.peek() {
            Some(b'{') => self.visit_object(visitor),
            Some(b'[') => self.visit_list(visitor),
            Some(b'"') => self.visit_string(visitor),
            Some(b't' | b'f') => self.deserialize_bool(visitor),
            Some(b'n') => self.deserialize_unit(visitor),
            _ => self.visit_number(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let value = match self.peek() {
            Some(b't') => true,
            Some(b'f') => false,
            _ => return Err(self.mismatch(&visitor)),
        };
        let start = self.at;
        self.word(if value { "true" } else { "false" })?;
        visitor
            .visit_bool(value)
            .map_err(|fault: Fault| fault.at(start))
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.peek() {
            Some(b'n') => {
                let start = self.at;
                self.word("null")?;
                visitor.visit_unit().map_err(|fault: Fault| fault.at(start))
            }
            _ => Err(self.mismatch(&visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.peek() {
            Some(b'n') => {
                self.word("null")?;
                visitor.visit_none()
            }
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if name == RAW_VALUE {
            return self.visit_raw(visitor);
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.ignore()?;
        visitor.visit_unit()
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.peek() {
            Some(b'{') => {
                let start = self.enter(b'}', &visitor)?;
                let mut fields = Items::new(self, b'}', start);
                let result = visitor.visit_enum(MapAccessDeserializer::new(&mut fields));
                fields.leave(result)
            }
            Some(b'"') => {
                let start = self.at;
                let variant = CowStrDeserializer::new(self.string()?);
                let result = visitor.visit_enum(variant);
                result.map_err(|fault: Fault| fault.at(start))
            }
            _ => Err(self.mismatch(&visitor)),
        }
    }

    hints! {
        visit_number b'-' | b'0'..=b'9' =>
            deserialize_i8, deserialize_i16, deserialize_i32, deserialize_i64,
            deserialize_u8, deserialize_u16, deserialize_u32, deserialize_u64,
            deserialize_f32, deserialize_f64;
        visit_string b'"' => deserialize_char, deserialize_str, deserialize_string, deserialize_identifier;
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.visit_list(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.visit_object(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_any(visitor)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    serde::forward_to_deserialize_any! {
        i128 u128 bytes byte_buf
    }
}

/// What is in an object or a list.
struct Items<'r, 'a> {
    reader: &'r mut Reader<'a>,
    close: u8,
    /// Where it starts.
    start: usize,
    /// How many were met.
    index: usize,
    /// Where the last field's key is.
    key: usize,
    /// The bracket at the end is read.
    done: bool,
}

// What does not depend on a type stays out of what is compiled for each type.
impl<'r, 'a> Items<'r, 'a> {
    #[inline]
    fn new(reader: &'r mut Reader<'a>, close: u8, start: usize) -> Self {
        Self {
            reader,
            close,
            start,
            index: 0,
            key: 0,
            done: false,
        }
    }

    /// Whether there is another one.
    #[inline(always)]
    fn has_next(&mut self, close: u8) -> Result<bool, Fault> {
        let has_next = self.reader.has_next(self.index, close)?;
        self.index += 1;
        self.done = !has_next;
        Ok(has_next)
    }

    #[inline(never)]
    fn has_next_element(&mut self) -> Result<bool, Fault> {
        self.has_next(self.close)
    }

    /// The next field's name, after which its value is next. None at the end, and where there is a fault, which the
    /// reader keeps: so this comes back in registers.
    #[inline(never)]
    fn next_name(&mut self) -> Option<&str> {
        match self.has_next(b'}') {
            Ok(true) => {}
            Ok(false) => return None,
            Err(fault) => return self.fail(fault),
        }
        self.key = self.reader.at;
        let plain = self.reader.plain_string();
        if plain.is_none() {
            match self.reader.string_with_escapes() {
                Ok(name) => self.reader.name = name,
                Err(fault) => return self.fail(fault),
            }
        }
        if plain.unwrap_or(&self.reader.name).starts_with(RESERVED) {
            let message = format!("a field that starts with {RESERVED:?} is not accepted");
            return self.fail(Fault::new(message).at(self.key));
        }
        if let Err(fault) = self.reader.colon() {
            return self.fail(fault);
        }
        Some(plain.unwrap_or(&self.reader.name))
    }

    #[cold]
    fn fail(&mut self, fault: Fault) -> Option<&str> {
        self.reader.fault = Some(fault);
        None
    }

    /// Steps out, with what was read.
    #[inline]
    fn leave<T>(&mut self, result: Result<T, Fault>) -> Result<T, Fault> {
        if result.is_err() {
            return result.map_err(|fault| fault.at(self.start));
        }
        if !self.done {
            self.finish()?;
        }
        self.reader.depth -= 1;
        result
    }

    /// Reads the bracket at the end.
    #[cold]
    fn finish(&mut self) -> Result<(), Fault> {
        if self.has_next_element()? {
            return Err(Fault::new("there are more items than were expected").at(self.start));
        }
        Ok(())
    }

    /// Adds the field's name to the path of a fault.
    #[cold]
    fn in_field(&mut self, fault: Fault) -> Fault {
        self.reader.at = self.key;
        let key = self.reader.string().unwrap_or_default();
        fault.within(Step::Field(key.into_owned()))
    }
}

impl<'de> MapAccess<'de> for Items<'_, 'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        match self.next_name() {
            Some(name) => seed.deserialize(Key(name)).map(Some),
            None => self.reader.fault.take().map_or(Ok(None), Err),
        }
    }

    #[inline(never)]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let result = seed.deserialize(&mut *self.reader);
        if result.is_err() {
            return result.map_err(|fault| self.in_field(fault));
        }
        result
    }
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        let index = self.index;
        if !self.has_next_element()? {
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader)
            .map(Some)
            .map_err(|fault| fault.within(Step::Element(index)))
    }
}

/// How serde_json's names for its own values start. An object with such a field is to it a text that it has yet to read,
/// with a depth limit of its own: a few within each other take more stack than there is.
const RESERVED: &str = "$serde_json::private::";

/// The name of a field.
struct Key<'k>(&'k str);

macro_rules! numbers {
    ($($method:ident $visit:ident),* $(,)?) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match self.0.parse() {
                Ok(number) => visitor.$visit(number),
                Err(_) => Err(Fault::invalid_type(Unexpected::Str(self.0), &visitor)),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Key<'_> {
    type Error = Fault;

    /// The name is never handed over as a part of the text: whoever keeps one has to copy it in either case, and one
    /// way costs half of the code that is compiled for each type.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor
            .visit_str(self.0)
            .map_err(|fault: Fault| fault.found(Unexpected::Str(self.0)))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_enum(StrDeserializer::new(self.0))
    }

    numbers! {
        deserialize_bool visit_bool,
        deserialize_i8 visit_i8,
        deserialize_i16 visit_i16,
        deserialize_i32 visit_i32,
        deserialize_i64 visit_i64,
        deserialize_u8 visit_u8,
        deserialize_u16 visit_u16,
        deserialize_u32 visit_u32,
        deserialize_u64 visit_u64,
    }

    serde::forward_to_deserialize_any! {
        i128 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier
        ignored_any
    }
}

/// How many bytes come before a string is no longer plain: at a quote, a backslash, a control character, or the end.
fn plain_length(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let Some((chunk, after)) = rest.split_first_chunk() {
        let eight = u64::from_le_bytes(*chunk);
        // Turned so that the quote is the character before those below 0x20. The lowest byte that is marked is one.
        let low = (eight ^ each(b'"' ^ 0x20)).wrapping_sub(each(0x21));
        let backslash = (eight ^ each(b'\\')).wrapping_sub(each(1));
        let marks = (low | backslash) & each(0x80);
        if marks != 0 && marks & !eight != 0 {
            let marks = marks & !eight;
            return bytes.len() - rest.len() + marks.trailing_zeros() as usize / 8;
        }
        rest = after;
    }
    let is_plain = |&byte: &u8| byte >= 0x20 && byte != b'"' && byte != b'\\';
    let plain = rest.iter().take_while(|byte| is_plain(byte)).count();
    bytes.len() - rest.len() + plain
}

/// Where white space ends that begins here.
fn after_white_space(bytes: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(at) {
        at += 1;
        // Most white space is indentation.
        if let Some(eight) = eight(bytes, at) {
            at += (eight ^ each(b' ')).trailing_zeros() as usize / 8;
        }
    }
    at
}

/// Eight bytes as one number, the first one lowest.
fn eight(bytes: &[u8], at: usize) -> Option<u64> {
    let eight = bytes.get(at..)?.first_chunk()?;
    Some(u64::from_le_bytes(*eight))
}

/// The same byte eight times.
const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;
    use std::fs;
    use std::path::{Path, PathBuf};

    use serde_json::{Map, Value};

    use super::*;
    use crate::{Decimal, Extra, Secret, Timestamp};

    crate::open_enum! {
        /// Whether an account may be used.
        pub enum Status { /// `active`
            Active = "active" }
    }

    /// A field of every kind that a generated type has, and some more.
    #[derive(Debug, PartialEq, serde::Deserialize, serde::Serialize)]
    #[serde(expecting = "an object")]
    struct Everything {
        text: Option<String>,
        whole: Option<i64>,
        small: Option<u8>,
        float: Option<f64>,
        truth: Option<bool>,
        money: Option<Decimal>,
        time: Option<Timestamp>,
        id: Option<uuid::Uuid>,
        word: Option<Status>,
        secret: Option<Secret>,
        list: Option<Vec<String>>,
        pair: Option<(i8, char)>,
        shape: Option<Shape>,
        inner: Option<Box<Everything>>,
        free: Option<Map<String, Value>>,
        any: Option<Value>,
        #[serde(flatten)]
        extra: Extra,
    }

    #[derive(Debug, PartialEq, serde::Deserialize, serde::Serialize)]
    enum Shape {
        Unit,
        Newtype(f32),
        Struct { a: u64 },
    }

    /// Reads a text as serde_json does, or refuses it as serde_json does.
    #[track_caller]
    fn check(text: &str) {
        check_as::<Value>(text);
        check_as::<Everything>(text);
    }

    #[track_caller]
    fn check_as<T: DeserializeOwned + PartialEq + Debug>(text: &str) {
        let found: Result<T, _> = decode(text.as_bytes()).map_err(|error| error.to_string());
        let expected: Result<T, _> = serde_json::from_str(text);
        match (&found, &expected) {
            (Ok(found), Ok(expected)) => assert_eq!(found, expected, "{text:?}"),
            (Err(_), Err(_)) => {}
            _ => panic!("{text:?}\nfound: {found:?}\nexpected: {expected:?}"),
        }
    }

    #[test]
    fn samples_and_everything_that_they_break_off_to() {
        let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs");
        let mut checked = 0;
        for provider in fs::read_dir(specs).unwrap() {
            let folder = provider.unwrap().path().join("samples");
            let (json, other): (Vec<_>, Vec<_>) = fs::read_dir(&folder)
                .unwrap()
                .map(|sample| sample.unwrap().path())
                .partition(|path| path.extension().is_some_and(|e| e == "json"));
            // A provider that answers in XML alone has none in JSON.
            let is_xml = |path: &PathBuf| path.extension().is_some_and(|e| e == "xml");
            assert!(other.iter().all(is_xml), "{other:?}");
            assert!(json.len() + other.len() > 0, "no samples in {folder:?}");
            for path in &json {
                let text = fs::read_to_string(path).unwrap();
                let ends = text.char_indices().map(|(end, _)| &text[..end]);
                ends.for_each(check_as::<Value>);
                check(&text);
                check(&format!("\r\n\t {text}\r\n\t "));
            }
            checked += json.len();
        }
        assert!(checked > 0, "no samples");
    }

    #[test]
    fn numbers() {
        for sign in ["", "-", "+", "--"] {
            for whole in ["", "0", "7", "00", "07", "10", "9007199254740993", "123a"] {
                for fraction in ["", ".", ".0", ".5", ".1234567890123456789", "..1", ".-1"] {
                    for exponent in ["", "e", "e0", "E+7", "e-7", "e+", "e400", "e-400", "e1.5"] {
                        let number = format!("{sign}{whole}{fraction}{exponent}");
                        check_as::<Value>(&number);
                        check_as::<(f64, f64)>(&format!("[{number}, {number} ]"));
                        check(&format!("{{\"money\":{number}}}"));
                        check(&format!("{{\"whole\":{number},\"float\": {number}}}"));
                    }
                }
            }
        }
        for number in [
            "18446744073709551615",
            "18446744073709551616",
            "-9223372036854775808",
            "-9223372036854775809",
            "1.7976931348623157e308",
            "1.7976931348623159e308",
            "2.2250738585072011e-308",
            "5e-324",
            "255",
            "256",
            "-1",
        ] {
            check_as::<Value>(number);
            for field in ["whole", "small", "float", "money"] {
                check(&format!("{{\"{field}\": {number}}}"));
            }
        }
    }

    #[test]
    fn strings() {
        for length in 0..40 {
            let plain = "a".repeat(length);
            for odd in [
                "",
                "\\",
                "\\\"",
                "\\\\",
                "\\/",
                "\\b\\f\\n\\r\\t",
                "\\a",
                "\\u",
                "\\u00e",
                "\\u00e9",
                "\\u00E9",
                "\\ud834\\udd1e",
                "\\ud834",
                "\\udd1e",
                "\\ud834\\ud834",
                "\\ud834\\n",
                "\\ud834\\udd1",
                "\\u+123",
                "\\uD834x",
                "\"",
                "\"\"",
                "\u{0}",
                "\t",
                "\n",
                "\u{1f}",
                " ",
                "\u{7f}",
                "\u{80}",
                "é",
                "€",
                "𝄞",
                "\u{ffff}",
                "é\u{1f}",
                "ab\u{80}\"",
            ] {
                for after in ["", "bcdefgh", "é23456789"] {
                    let string = format!("\"{plain}{odd}{after}\"");
                    check_as::<Value>(&string);
                    check_as::<Value>(&string[..string.len() - 1]);
                    check(&format!("{{{string}: {string}, \"text\": {string}}}"));
                    check(&format!("{{\"secret\": {string}, \"word\": {string}}}"));
                }
            }
        }
    }

    #[test]
    fn layout() {
        for space in [
            "",
            " ",
            "\n",
            "\r\n",
            "\t\t",
            "\n        ",
            "\n          \n \t",
            "\u{a0}",
            "\u{c}",
            "//\n",
        ] {
            for text in [
                "{", "}", "[", "]", "1", "\"a\"", "null", "nul", "tru", "true", "falsey",
            ] {
                check(&format!("{space}{text}{space}"));
            }
            for text in [
                r#"{_"list"_:_[_"a"_,_"b"_]_,_"pair"_:_[_1_,_"x"_]_}"#,
                r#"{_"inner"_:_{_}_,_"free"_:_{_"a"_:_null_}_}"#,
                r#"[_[_]_,_{_}_,_true_,_false_,_null_,_-1_]"#,
                r#"{_,_}"#,
                r#"[_,_1_]"#,
                r#"[_1_,_]"#,
                r#"{_"a"_:_1_,_}"#,
                r#"{_"a"_,_1_}"#,
                r#"{_"a"_:_1_"b"_:_2_}"#,
                r#"[_1_2_]"#,
                r#"[_1_}"#,
                r#"{_"a"_:_1_]"#,
                r#"{_1_:_2_}"#,
                r#"{_"a"_}"#,
                r#"{_"a"_:_}"#,
            ] {
                check(&text.replace('_', space));
            }
        }
    }

    #[test]
    fn shapes() {
        for shape in [
            r#""Unit""#,
            r#"{"Unit":null}"#,
            r#"{"Unit":1}"#,
            r#"{"Newtype":1.5}"#,
            r#"{"Struct":{"a":1}}"#,
            r#"{"Struct":{"a":1},"Unit":null}"#,
            r#"{}"#,
            r#""Other""#,
            "1",
            "null",
        ] {
            check(&format!("{{\"shape\":{shape}}}"));
        }
        for pair in ["[1,\"x\"]", "[1]", "[]", "[1,\"x\",2]", "[1,\"xy\"]", "{}"] {
            check(&format!("{{\"pair\":{pair}}}"));
        }
        use std::collections::BTreeMap;
        check_as::<BTreeMap<u8, bool>>(r#"{"1": true, "255": false}"#);
        check_as::<BTreeMap<u8, bool>>(r#"{"256": true}"#);
        check_as::<BTreeMap<bool, Option<()>>>(r#"{"true": null}"#);
        check_as::<BTreeMap<Status, i32>>(r#"{"active": 1, "fro\u007aen": 2}"#);
        check_as::<BTreeMap<char, i32>>(r#"{"\u0061": 1}"#);
        let raw: Box<serde_json::value::RawValue> = decode(b" {\"a\" : [1.50]} ").unwrap();
        assert_eq!(raw.get(), "{\"a\" : [1.50]}");
    }

    #[test]
    fn random_bodies() {
        let mut random = fastrand::Rng::with_seed(6);
        let mut whole = 0;
        for _ in 0..4_000 {
            let mut body = String::new();
            object(&mut random, 0, &mut body);
            whole += usize::from(serde_json::from_str::<Everything>(&body).is_ok());
            check(&body);
            for _ in 0..3 {
                damage(&mut random, &mut body);
                check(&body);
            }
        }
        assert!(whole > 400, "{whole} fit");
    }

    const FIELDS: [(&str, &[&str]); 18] = [
        (
            "text",
            &["\"\"", "\"a \\u00e9 \\n\"", "\"longer than sixteen bytes\""],
        ),
        ("whole", &["0", "-1", "9223372036854775807"]),
        ("small", &["0", "255"]),
        (
            "float",
            &["1", "-0", "0.1", "1e5", "123456789.123456789e-3"],
        ),
        ("truth", &["true", "false"]),
        ("money", &["1", "453.2", "\"453.20\"", "-0.000", "1e3"]),
        (
            "time",
            &[
                "\"2021-06-07T21:16:48\"",
                "\"2019-01-15T14:58:22.830+03:00\"",
            ],
        ),
        ("id", &["\"c70913a9-7134-40d6-8df3-f323b2da36fa\""]),
        (
            "word",
            &["\"active\"", "\"\\u0061ctive\"", "\"frozen\"", "7", "true"],
        ),
        ("secret", &["\"swordfish\"", "\"sword\\tfish\""]),
        ("list", &["[]", "[\"a\"]", "[ \"a\" ,\"b\\\\\",\"c\"]"]),
        ("pair", &["[1,\"x\"]"]),
        (
            "shape",
            &[
                "\"Unit\"",
                "{\"Newtype\":1}",
                "{ \"Struct\": {\"a\": 18446744073709551615} }",
            ],
        ),
        ("free", &["{}", "{\"a\":[1,{\"b\":null}]}"]),
        ("any", &["1", "[[],{}]", "\"x\""]),
        ("inner", &[]),
        ("unknown", &["1.5", "{\"$\":\"\\\"\"}"]),
        ("k\\u0065y", &["-9.25", "[true]"]),
    ];

    fn object(random: &mut fastrand::Rng, depth: usize, body: &mut String) {
        let spaces = ["", " ", "\n", "\n    ", "\n            ", "\t"];
        let mut fields: Vec<_> = FIELDS.iter().collect();
        random.shuffle(&mut fields);
        body.push('{');
        for (index, (name, values)) in fields.into_iter().take(random.usize(..8)).enumerate() {
            body.push_str(if index > 0 { "," } else { "" });
            body.push_str(spaces[random.usize(..spaces.len())]);
            body.push_str(&format!("\"{name}\":"));
            body.push_str(spaces[random.usize(..spaces.len())]);
            match (random.usize(..20), values) {
                (0, _) => body.push_str("null"),
                (_, []) if depth < 4 => object(random, depth + 1, body),
                (_, []) => body.push_str("null"),
                (_, values) => body.push_str(values[random.usize(..values.len())]),
            }
        }
        body.push_str(spaces[random.usize(..spaces.len())]);
        body.push('}');
    }

    /// Removes, replaces or adds a character.
    fn damage(random: &mut fastrand::Rng, body: &mut String) {
        const ODD: &str = "{}[]\",:\\/ \n\t\u{1}0123456789.eE+-ntrufalsé€𝄞\u{80}";
        let count = body.chars().count();
        let at = random.usize(..count.max(1));
        let at = body.char_indices().nth(at).map_or(0, |(at, _)| at);
        if random.bool() && at < body.len() {
            body.remove(at);
        }
        if random.bool() {
            let odd = ODD.chars().nth(random.usize(..ODD.chars().count()));
            body.insert(at, odd.unwrap());
        }
    }
}
