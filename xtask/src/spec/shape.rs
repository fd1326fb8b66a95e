//! What a sample body is made of: which types its values have, with the elements of a list taken together.

pub mod xml;

use std::collections::BTreeSet;

use bindery_runtime::{Date, Decimal, Timestamp};
use serde_json::Value;
use uuid::Uuid;

/// What the values in one place of a body are. Several kinds at once where the elements of a list differ.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shape {
    /// `null`, in XML `xsi:nil`.
    pub null: bool,
    /// `true` and `false`.
    pub boolean: bool,
    /// The numbers.
    pub number: Option<Number>,
    /// The kinds of texts.
    pub texts: BTreeSet<Text>,
    /// The elements of a list, taken together.
    pub items: Option<Box<Shape>>,
    /// The members of an object, in the order of their first appearance.
    pub members: Option<Vec<(String, Shape)>>,
    /// An XML element that holds nothing.
    pub empty: bool,
    /// How XML writes it, where that is not plain.
    pub xml: Option<XmlForm>,
}

/// How numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Number {
    /// Whole, within 64 bits.
    Integer,
    /// Anything else.
    Fraction,
}

/// What a text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Text {
    /// Nothing in particular.
    Plain,
    /// A number with a decimal point.
    Decimal,
    /// A UUID.
    Uuid,
    /// A day and a time with its offset.
    DateTime,
    /// A day and a time without an offset.
    LocalDateTime,
    /// A day.
    Date,
}

/// How XML writes a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum XmlForm {
    /// An attribute of the element around it.
    Attribute,
    /// A list whose elements, of this name, have an element around them.
    Wrapped(String),
    /// A list whose elements stand side by side.
    Repeated,
    /// A text whose element has attributes as well.
    Dressed,
}

impl Shape {
    /// The shape of a JSON value.
    pub fn of(value: &Value) -> Self {
        let mut shape = Self::default();
        match value {
            Value::Null => shape.null = true,
            Value::Bool(_) => shape.boolean = true,
            Value::Number(n) if n.is_i64() => shape.number = Some(Number::Integer),
            Value::Number(_) => shape.number = Some(Number::Fraction),
            Value::String(text) => {
                shape.texts.insert(Text::of(text));
            }
            Value::Array(items) => {
                let mut all = Self::default();
                for item in items {
                    all.merge(Self::of(item));
                }
                shape.items = Some(Box::new(all));
            }
            Value::Object(members) => {
                shape.members = Some(
                    members.iter().map(|(name, value)| (name.clone(), Self::of(value))).collect(),
                );
            }
        }
        shape
    }

    /// Takes in what another value in the same place is.
    pub fn merge(&mut self, other: Self) {
        self.null |= other.null;
        self.boolean |= other.boolean;
        self.number = self.number.max(other.number);
        self.texts.extend(other.texts);
        self.empty |= other.empty;
        self.xml = self.xml.take().or(other.xml);
        match (&mut self.items, other.items) {
            (Some(items), Some(more)) => items.merge(*more),
            (items, more) => *items = items.take().or(more),
        }
        match (&mut self.members, other.members) {
            (Some(members), Some(more)) => {
                for (name, shape) in more {
                    match members.iter_mut().find(|(n, _)| *n == name) {
                        Some((_, member)) => member.merge(shape),
                        None => members.push((name, shape)),
                    }
                }
            }
            (members, more) => *members = members.take().or(more),
        }
    }

    /// A member of the object, or of the objects in the list.
    pub fn member(&self, name: &str) -> Option<&Shape> {
        let object = self.object()?;
        object.iter().find(|(n, _)| n == name).map(|(_, s)| s)
    }

    /// The members of the object, or of the objects in the list, however deep the list.
    pub fn object(&self) -> Option<&[(String, Shape)]> {
        match (&self.members, &self.items) {
            (Some(members), _) => Some(members),
            (None, Some(items)) => items.object(),
            (None, None) => None,
        }
    }

    /// `[]` for each list around the object.
    pub fn brackets(&self) -> String {
        match (&self.members, &self.items) {
            (None, Some(items)) => format!("[]{}", items.brackets()),
            _ => String::new(),
        }
    }

    /// What the texts have in common.
    pub fn text(&self) -> Option<Text> {
        let mut texts = self.texts.iter().copied();
        match (texts.next(), texts.next()) {
            (None, _) => None,
            (Some(text), None) => Some(text),
            (Some(_), Some(_)) => Some(Text::Plain),
        }
    }

    /// The types in JSON's terms: `null or string<uuid>`, `array of object`.
    pub fn words(&self) -> String {
        let mut words = Vec::new();
        if self.null {
            words.push("null".to_owned());
        }
        if self.boolean {
            words.push("boolean".to_owned());
        }
        if self.number.is_some() {
            words.push("number".to_owned());
        }
        match self.text() {
            None => {}
            Some(Text::Plain | Text::Decimal) => words.push("string".to_owned()),
            Some(Text::Uuid) => words.push("string<uuid>".to_owned()),
            Some(Text::DateTime) => words.push("string<date-time>".to_owned()),
            Some(Text::LocalDateTime) => words.push("string<local-date-time>".to_owned()),
            Some(Text::Date) => words.push("string<date>".to_owned()),
        }
        if self.members.is_some() {
            words.push("object".to_owned());
        }
        // The last, so that what follows "of" ends with the text.
        if let Some(items) = &self.items {
            words.push(match items.words() {
                items if items.is_empty() => "array".to_owned(),
                items => format!("array of {items}"),
            });
        }
        // Says nothing beside anything else.
        if self.empty && words.is_empty() {
            words.push("empty".to_owned());
        }
        words.join(" or ")
    }
}

impl Text {
    /// What a text looks like: what a call would read it as.
    pub fn of(text: &str) -> Self {
        if text.len() == 36 && text.parse::<Uuid>().is_ok() {
            Self::Uuid
        } else if text.len() == 10 && text.parse::<Date>().is_ok() {
            Self::Date
        } else if let Ok(time) = text.parse::<Timestamp>() {
            if time.offset().is_some() { Self::DateTime } else { Self::LocalDateTime }
        } else if text.contains('.') && text.parse::<Decimal>().is_ok() {
            Self::Decimal
        } else {
            Self::Plain
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        #[track_caller]
        fn check(body: &str, want: &str) {
            let value: Value = serde_json::from_str(body).unwrap();
            assert_eq!(Shape::of(&value).words(), want, "{body}");
        }
        check("null", "null");
        check("1", "number");
        check("1.5", "number");
        check("\"x\"", "string");
        check("\"453.2\"", "string");
        check("\"7194AF6F-1285-4295-94aa-ceed7ea2d792\"", "string<uuid>");
        for time in [
            "2023-11-07T05:31:56Z", "2024-03-28T08:00:14.9946756+00:00",
            "2019-01-15 14:58:22.830+0300", "2019-01-15T14:58-03", "2019-01-15T00:00:00Z",
        ] {
            check(&format!("\"{time}\""), "string<date-time>");
        }
        check("\"2021-06-07T21:16:48\"", "string<local-date-time>");
        check("\"2021-06-07\"", "string<date>");
        for text in [
            "2021-06-07T", "2021-06-07T25", "2021-06-07T10:00:00X", "2021-06-07T10:00+",
            "2021-06-07T10:", "10.08.2016", "2021-06", "größer-als-",
        ] {
            check(&format!("\"{text}\""), "string");
        }
        check("[]", "array");
        check("[1, null, \"a\"]", "array of null or number or string");
        check("[\"2021-06-07\", \"\"]", "array of string");
        check("[[{}]]", "array of array of object");
        check("{}", "object");
    }

    #[test]
    fn elements_are_taken_together() {
        let value = serde_json::json!([{"a": 1, "b": null}, {"b": "x", "c": {"d": 1}}, {"c": {"e": 2.5}, "a": 1.5}]);
        let shape = Shape::of(&value);
        let members: Vec<String> = shape
            .object()
            .unwrap()
            .iter()
            .map(|(name, member)| format!("{name} {}", member.words()))
            .collect();
        assert_eq!(members, ["a number", "b null or string", "c object"]);
        assert_eq!(shape.member("a").unwrap().number, Some(Number::Fraction));
        assert_eq!(shape.brackets(), "[]");
        assert!(shape.member("c").unwrap().member("e").is_some());
    }
}
