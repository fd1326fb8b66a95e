//! Looks at one place of a value without writing the rest of it anywhere: whether an answer is the provider's error is
//! asked of every answer, so it must cost next to nothing.

use std::fmt::{self, Display, Write as _};
use std::marker::PhantomData;

use serde::ser::{self, Impossible, Serialize, SerializeMap, SerializeStruct};

use crate::Condition;

/// Whether a condition holds for a value.
pub(crate) fn holds<T: Serialize + ?Sized>(condition: &Condition, value: &T) -> bool {
    match condition {
        Condition::Present(pointer) => find(value, pointer) != Found::Nothing,
        Condition::Absent(pointer) => find(value, pointer) == Found::Nothing,
        Condition::False(pointer) => find(value, pointer) == Found::False,
    }
}

/// What a pointer leads to. It is the serializer's error, so that looking ends where something is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Nothing,
    False,
    Something,
}

/// `/a/b`: members of objects only, without escapes, and no more than two.
fn find<T: Serialize + ?Sized>(value: &T, pointer: &str) -> Found {
    let probe: Probe<'_, Outer> = Probe::new(pointer);
    value.serialize(probe).err().unwrap_or(Found::Nothing)
}

/// A serializer that goes where the rest of the pointer leads.
struct Probe<'a, D> {
    pointer: &'a str,
    depth: PhantomData<D>,
}

/// How deep a probe is. A serializer that looked into everything would be compiled for every type in an answer, which is
/// more code than the whole rest of a small call.
trait Depth {
    /// What looks at the members of an object here.
    type Members<'a>: SerializeMap<Ok = (), Error = Found> + SerializeStruct<Ok = (), Error = Found>;

    fn members(pointer: &str) -> Option<Self::Members<'_>>;
}

/// The body.
enum Outer {}

/// One of its members.
enum Inner {}

/// A member of that.
enum Bottom {}

impl Depth for Outer {
    type Members<'a> = Members<'a, Inner>;

    fn members(pointer: &str) -> Option<Self::Members<'_>> {
        Some(Members::new(pointer))
    }
}

impl Depth for Inner {
    type Members<'a> = Members<'a, Bottom>;

    fn members(pointer: &str) -> Option<Self::Members<'_>> {
        Some(Members::new(pointer))
    }
}

impl Depth for Bottom {
    type Members<'a> = Impossible<(), Found>;

    fn members(_: &str) -> Option<Self::Members<'_>> {
        None
    }
}

impl<'a, D: Depth> Probe<'a, D> {
    fn new(pointer: &'a str) -> Self {
        Self {
            pointer,
            depth: PhantomData,
        }
    }

    /// Something that has no members.
    fn leaf(self, found: Found) -> Result<(), Found> {
        Err(if self.pointer.is_empty() {
            found
        } else {
            Found::Nothing
        })
    }

    fn list<T>(self) -> Result<T, Found> {
        Err(if self.pointer.is_empty() {
            Found::Something
        } else {
            Found::Nothing
        })
    }

    fn members(self) -> Result<D::Members<'a>, Found> {
        if self.pointer.is_empty() {
            return Err(Found::Something);
        }
        D::members(self.pointer).ok_or(Found::Nothing)
    }
}

macro_rules! leaves {
    ($($method:ident: $type:ty),* $(,)?) => {
        $(fn $method(self, _: $type) -> Result<(), Found> {
            self.leaf(Found::Something)
        })*
    };
}

impl<'a, D: Depth> ser::Serializer for Probe<'a, D> {
    type Ok = ();
    type Error = Found;
    type SerializeSeq = Impossible<(), Found>;
    type SerializeTuple = Impossible<(), Found>;
    type SerializeTupleStruct = Impossible<(), Found>;
    type SerializeTupleVariant = Impossible<(), Found>;
    type SerializeMap = D::Members<'a>;
    type SerializeStruct = D::Members<'a>;
    type SerializeStructVariant = Impossible<(), Found>;

    leaves! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_i128: i128,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_u128: u128,
        serialize_f32: f32, serialize_f64: f64, serialize_char: char, serialize_str: &str, serialize_bytes: &[u8],
    }

    fn serialize_bool(self, value: bool) -> Result<(), Found> {
        self.leaf(if value {
            Found::Something
        } else {
            Found::False
        })
    }

    fn serialize_none(self) -> Result<(), Found> {
        Err(Found::Nothing)
    }

    fn serialize_unit(self) -> Result<(), Found> {
        Err(Found::Nothing)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Found> {
        value.serialize(self)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Found> {
        Err(Found::Nothing)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), Found> {
        self.leaf(Found::Something)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Found> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Found> {
        self.leaf(Found::Something)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, Found> {
        self.list()
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Found> {
        self.list()
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Found> {
        self.list()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Found> {
        self.list()
    }

    fn serialize_map(self, _: Option<usize>) -> Result<D::Members<'a>, Found> {
        self.members()
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<D::Members<'a>, Found> {
        self.members()
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Found> {
        self.list()
    }
}

/// The members of an object, of which one at most is looked at, by a probe of depth `D`.
struct Members<'a, D> {
    pointer: &'a str,
    /// What is left of the pointer after the key just met, if it leads through that.
    next: Option<&'a str>,
    depth: PhantomData<D>,
}

impl<'a, D> Members<'a, D> {
    fn new(pointer: &'a str) -> Self {
        Self {
            pointer,
            next: None,
            depth: PhantomData,
        }
    }
}

impl<'a, D: Depth> SerializeStruct for Members<'a, D> {
    type Ok = ();
    type Error = Found;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Found> {
        match step(self.pointer, key) {
            Some(rest) => value.serialize(Probe::<'a, D>::new(rest)),
            None => Ok(()),
        }
    }

    fn end(self) -> Result<(), Found> {
        Err(Found::Nothing)
    }
}

impl<'a, D: Depth> SerializeMap for Members<'a, D> {
    type Ok = ();
    type Error = Found;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Found> {
        // serde writes a key to a formatter as it stands, whatever its type.
        let mut matcher = Matcher {
            rest: self.pointer.strip_prefix('/'),
        };
        let written = write!(matcher, "{}", Key(key));
        self.next = matcher
            .rest
            .filter(|rest| written.is_ok() && (rest.is_empty() || rest.starts_with('/')));
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Found> {
        match self.next.take() {
            Some(rest) => value.serialize(Probe::<'a, D>::new(rest)),
            None => Ok(()),
        }
    }

    fn end(self) -> Result<(), Found> {
        Err(Found::Nothing)
    }
}

/// What is left of a pointer, if it leads through this member.
fn step<'a>(pointer: &'a str, key: &str) -> Option<&'a str> {
    let rest = pointer.strip_prefix('/')?.strip_prefix(key)?;
    (rest.is_empty() || rest.starts_with('/')).then_some(rest)
}

/// A map's key, to be written.
struct Key<'a, T: ?Sized>(&'a T);

impl<T: Serialize + ?Sized> Display for Key<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.serialize(f)
    }
}

/// Compares what is written to it with the start of a text, which it takes away.
struct Matcher<'a> {
    rest: Option<&'a str>,
}

impl fmt::Write for Matcher<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.rest = self.rest.and_then(|rest| rest.strip_prefix(text));
        Ok(())
    }
}

impl Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl std::error::Error for Found {}

impl ser::Error for Found {
    fn custom<T: Display>(_: T) -> Self {
        Self::Nothing
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;

    #[derive(serde::Serialize)]
    struct Plain {
        #[serde(skip_serializing_if = "Option::is_none")]
        error: Option<Inner>,
        success: Option<bool>,
    }

    #[derive(serde::Serialize)]
    struct Open {
        #[serde(rename = "Error")]
        error: Option<Inner>,
        #[serde(flatten)]
        extra: BTreeMap<String, serde_json::Value>,
    }

    #[derive(serde::Serialize)]
    struct Inner {
        code: Option<i64>,
        list: Vec<i64>,
    }

    #[track_caller]
    fn check(value: impl Serialize, pointer: &str, expected: Found) {
        assert_eq!(find(&value, pointer), expected, "{pointer}");
        // The other way to the same answer.
        let value = serde_json::to_value(&value).unwrap();
        let slow = match value.pointer(pointer) {
            None | Some(serde_json::Value::Null) => Found::Nothing,
            Some(serde_json::Value::Bool(false)) => Found::False,
            Some(_) => Found::Something,
        };
        assert_eq!(slow, expected, "{pointer}");
        assert_eq!(find(&value, pointer), expected, "{pointer}");
    }

    #[test]
    fn finds_what_a_pointer_leads_to() {
        let inner = || {
            Some(Inner {
                code: Some(7),
                list: vec![],
            })
        };
        let plain = |error, success| Plain { error, success };
        check(plain(inner(), Some(false)), "/error", Found::Something);
        check(plain(inner(), Some(false)), "/error/code", Found::Something);
        check(plain(inner(), Some(false)), "/error/list", Found::Something);
        check(plain(inner(), Some(false)), "/error/cod", Found::Nothing);
        check(plain(inner(), Some(false)), "/error/code/x", Found::Nothing);
        check(plain(inner(), Some(false)), "/error/list/x", Found::Nothing);
        check(plain(inner(), Some(false)), "/err", Found::Nothing);
        check(plain(inner(), Some(false)), "/success", Found::False);
        check(plain(inner(), Some(false)), "/success/x", Found::Nothing);
        check(plain(inner(), Some(true)), "/success", Found::Something);
        check(plain(None, None), "/error", Found::Nothing);
        check(plain(None, None), "/success", Found::Nothing);
        check(plain(None, None), "", Found::Something);
        let open = |error| Open {
            error,
            extra: [("more".to_owned(), json!({"a": false}))].into(),
        };
        check(open(inner()), "/Error", Found::Something);
        check(open(inner()), "/Error/code", Found::Something);
        check(open(None), "/Error", Found::Nothing);
        check(open(None), "/more", Found::Something);
        check(open(None), "/more/a", Found::False);
        check(open(None), "/mor", Found::Nothing);
        check(open(None), "/moremore", Found::Nothing);
        check(json!(null), "", Found::Nothing);
        check(json!([1]), "/0x", Found::Nothing);
        check("text", "/a", Found::Nothing);
    }

    #[test]
    fn conditions_hold_or_do_not() {
        let value = json!({"Error": {"ErrorCode": "7"}, "ResponseData": null, "success": false});
        assert!(holds(&Condition::Present("/Error"), &value));
        assert!(holds(&Condition::Absent("/ResponseData"), &value));
        assert!(holds(&Condition::False("/success"), &value));
        assert!(!holds(&Condition::Absent("/Error"), &value));
        assert!(!holds(&Condition::Present("/ResponseData"), &value));
        assert!(!holds(&Condition::False("/Error"), &value));
        assert!(holds(&Condition::Present("/success"), &value));
    }
}
