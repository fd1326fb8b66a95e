//! The one classifier of schemas: what each of them is in the model.

use std::collections::BTreeSet;

use super::super::document::{Additional, Literal, Located, Part, Schema as Written, Type as Word};
use super::super::{
    At, Enum, EnumBase, EnumValue, Object, Property, Scalar, Schema, Shape, Union, Variant, Xml,
    names,
};
use super::{Resolver, State, texts};

/// What a schema is, by the keywords that it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Reference,
    AllOf,
    Union,
    Enum,
    Object,
    /// An object of values under any names.
    Map,
    List,
    Scalar(Word),
    Any,
}

fn form(schema: &Written) -> Form {
    let only = |parts: &Option<Vec<Part<Written>>>| parts.as_ref().is_some_and(|p| p.len() == 1);
    if schema.reference.is_some() {
        Form::Reference
    } else if schema.one_of.is_some() || schema.any_of.is_some() {
        if only(&schema.one_of) || only(&schema.any_of) { Form::AllOf } else { Form::Union }
    } else if schema.all_of.is_some() {
        Form::AllOf
    } else if schema.r#enum.is_some()
        && !matches!(schema.r#type, Some(Located { value: Word::Boolean, .. }))
    {
        Form::Enum
    } else {
        match schema.r#type.as_ref().map(|t| t.value) {
            Some(Word::Object) | None if schema.properties.is_some() => Form::Object,
            Some(Word::Object) => Form::Map,
            None if schema.additional_properties.is_some() => Form::Map,
            Some(Word::Array) => Form::List,
            None if schema.items.is_some() => Form::List,
            None if schema.format.is_some() => Form::Scalar(Word::String),
            Some(word) => Form::Scalar(word),
            None => Form::Any,
        }
    }
}

/// The parts of `allOf`, or of a `oneOf` or `anyOf` with a single schema.
fn parts(schema: &Written) -> &[Part<Written>] {
    let lists = [&schema.all_of, &schema.one_of, &schema.any_of];
    lists.into_iter().flatten().next().map_or(&[], Vec::as_slice)
}

/// The schema that an `allOf` with one part stands for, if nothing beside it adds to it.
fn only_part(schema: &Written) -> Option<&Part<Written>> {
    match parts(schema) {
        [part] if schema.properties.is_none() && schema.required.is_empty() => Some(part),
        _ => None,
    }
}

impl<'d> Resolver<'d, '_> {
    /// What a schema is in the place where it stands; `name` is the name of its type, should it need one.
    pub(super) fn schema(&mut self, part: &'d Part<Written>, name: &str) -> Schema {
        match &part.value {
            Some(schema) => self.schema_at(part.at, schema, name),
            None => Schema::Any,
        }
    }

    fn schema_at(&mut self, at: At, schema: &'d Written, name: &str) -> Schema {
        let form = form(schema);
        let inner = match form {
            Form::Reference => self.reference(schema),
            Form::AllOf if only_part(schema).is_some() => {
                only_part(schema).map_or(Schema::Any, |part| self.schema(part, name))
            }
            Form::AllOf | Form::Union | Form::Enum | Form::Object => self.named(at, schema, name),
            Form::Map | Form::List | Form::Scalar(_) | Form::Any => {
                self.plain(at, form, schema, name)
            }
        };
        self.misplaced(at, form, schema);
        let null = schema.nullable || schema.r#enum.iter().flatten().any(is_null);
        if null { nullable(inner) } else { inner }
    }

    /// A schema that needs no type of its own.
    fn plain(&mut self, at: At, form: Form, schema: &'d Written, name: &str) -> Schema {
        match form {
            Form::List => match &schema.items {
                Some(items) => Schema::List(Box::new(self.schema(items, &format!("{name}Item")))),
                None => {
                    self.report.problem(
                        at,
                        "a list without `items`; write what it holds, `items: {}` for anything",
                    );
                    Schema::Any
                }
            },
            Form::Map => match schema.additional_properties.as_ref() {
                Some(part) => match &part.value {
                    Some(Additional::Schema(values)) => Schema::Map(Box::new(self.schema_at(
                        part.at,
                        values,
                        &format!("{name}Value"),
                    ))),
                    _ => Schema::Map(Box::new(Schema::Any)),
                },
                None => Schema::Map(Box::new(Schema::Any)),
            },
            Form::Scalar(word) => Schema::Scalar(self.scalar(at, word, schema.format.as_ref())),
            _ => Schema::Any,
        }
    }

    /// A schema that is a type of its own, under this name.
    fn named(&mut self, at: At, schema: &'d Written, name: &str) -> Schema {
        let name = &names::type_name(name);
        let bucket = self.bucket;
        let Some(slot) = self.slot(name, at) else {
            return Schema::Any;
        };
        let shape = self.shape(at, schema, name);
        let target = &mut self.buckets[bucket][slot];
        target.shape = shape;
        target.description = texts::text(schema.description.as_ref());
        target.deprecated = schema.deprecated;
        let xml = schema.xml.as_ref().and_then(|xml| xml.value.as_ref());
        target.xml_name = xml.and_then(|xml| xml.name.as_ref()).map(|n| n.value.clone());
        Schema::Named(name.to_owned())
    }

    /// What a named type is.
    fn shape(&mut self, at: At, schema: &'d Written, name: &str) -> Shape {
        match form(schema) {
            Form::Enum => Shape::Enum(self.values(schema)),
            Form::Union => Shape::Union(self.union(at, schema, name)),
            Form::Object => Shape::Object(self.object(at, schema, name)),
            Form::AllOf if only_part(schema).is_none() => {
                Shape::Object(self.object(at, schema, name))
            }
            Form::AllOf => {
                Shape::Alias(only_part(schema).map_or(Schema::Any, |part| self.schema(part, name)))
            }
            Form::Reference => Shape::Alias(self.reference(schema)),
            form => match self.plain(at, form, schema, name) {
                Schema::Map(values) if *values == Schema::Any => {
                    Shape::Object(self.object(at, schema, name))
                }
                other => Shape::Alias(other),
            },
        }
    }

    /// Resolves a schema under `components`, unless that is done.
    pub(super) fn component(&mut self, name: &str) {
        let all = &self.components.schemas.0;
        let Some(index) = all.iter().position(|(key, _)| key.value == name) else {
            return;
        };
        let (key, part) = &all[index];
        if self.states.contains_key(key.value.as_str()) {
            return;
        }
        self.states.insert(&key.value, State::Open);
        let bucket = std::mem::replace(&mut self.bucket, index);
        if let Some(schema) = &part.value {
            let name = names::type_name(&key.value);
            self.named(part.at, schema, &name);
            if key.value != name
                && let Some(target) = self.buckets[index].iter_mut().find(|t| t.name == name)
            {
                target.xml_name.get_or_insert(key.value.clone());
            }
            self.misplaced(part.at, form(schema), schema);
            if schema.description.is_none()
                && !matches!(form(schema), Form::Reference | Form::AllOf)
            {
                self.report.undescribed.push(key.at);
            }
        }
        self.bucket = bucket;
        self.states.insert(&key.value, State::Done);
    }

    /// What `$ref` refers to.
    fn reference(&mut self, schema: &'d Written) -> Schema {
        let Some((name, part)) = self.referred(schema) else {
            return Schema::Any;
        };
        let named = Schema::Named(names::type_name(name));
        match &part.value {
            Some(target) if target.nullable => nullable(named),
            Some(_) => named,
            None => Schema::Any,
        }
    }

    fn referred(&mut self, schema: &'d Written) -> Option<(&'d str, &'d Part<Written>)> {
        let reference = schema.reference.as_ref()?;
        let (name, part) = self.target(reference, "schemas", &self.components.schemas)?;
        self.referred.insert(name);
        Some((name, part))
    }

    fn scalar(&mut self, at: At, word: Word, format: Option<&'d Located<String>>) -> Scalar {
        let name = format.map(|f| f.value.as_str());
        let (scalar, known) = match (word, name) {
            (Word::Boolean, None) => (Scalar::Boolean, true),
            (Word::Boolean, Some(_)) => (Scalar::Boolean, false),
            (
                Word::Integer,
                None | Some("int64" | "uint32" | "int16" | "uint16" | "int8" | "uint8"),
            ) => (Scalar::Int64, true),
            (Word::Integer, Some("int32")) => (Scalar::Int32, true),
            (Word::Integer, Some("uint64")) => (Scalar::Uint64, true),
            (Word::Integer, Some("unix-time")) => (Scalar::UnixTime, true),
            (Word::Integer, Some("unix-time-ms")) => (Scalar::UnixTimeMs, true),
            (Word::Integer, Some(_)) => (Scalar::Int64, false),
            (Word::Number, None) => {
                self.report.plain_numbers.push(at);
                (Scalar::Double, true)
            }
            (Word::Number, Some("double")) => (Scalar::Double, true),
            (Word::Number, Some("float")) => (Scalar::Float, true),
            (Word::Number, Some("decimal")) => (Scalar::Decimal, true),
            (Word::Number, Some(_)) => (Scalar::Double, false),
            (Word::String, Some("date-time")) => (Scalar::DateTime, true),
            (Word::String, Some("date")) => (Scalar::Date, true),
            (Word::String, Some("uuid")) => (Scalar::Uuid, true),
            (Word::String, Some("decimal")) => (Scalar::DecimalString, true),
            (Word::String, Some("password")) => (Scalar::Secret, true),
            (Word::String, Some("byte")) => (Scalar::Base64, true),
            (Word::String, Some("binary")) => (Scalar::Binary, true),
            (Word::String, None) => (Scalar::String, true),
            (_, Some(other)) => (Scalar::String, STRINGS.contains(&other)),
            (_, None) => (Scalar::String, true),
        };
        if let Some(format) = format.filter(|_| !known) {
            let base = match word {
                Word::Boolean => "a boolean",
                Word::Integer => "an integer",
                Word::Number => "a double",
                _ => "a string",
            };
            self.report.warning(
                format.at,
                format!("the format `{}` has no type of its own, so this is {base}", format.value),
            );
        }
        scalar
    }

    fn values(&mut self, schema: &'d Written) -> Enum {
        let values: Vec<&Literal> =
            schema.r#enum.iter().flatten().filter(|v| !is_null(v)).collect();
        let base = match schema.r#type.as_ref().map(|t| t.value) {
            Some(Word::Integer) => EnumBase::Integer,
            Some(Word::Number) => EnumBase::Number,
            None if values.first().is_some_and(|v| v.is_number()) => EnumBase::Integer,
            _ => EnumBase::String,
        };
        let wanted = match base {
            EnumBase::String => "a string",
            EnumBase::Integer => "an integer",
            EnumBase::Number => "a number",
        };
        let fits = |value: &Literal| match base {
            EnumBase::String => value.string().is_some(),
            EnumBase::Integer => value.json.parse::<i64>().is_ok(),
            EnumBase::Number => value.is_number(),
        };
        for value in values.iter().filter(|value| !fits(value)) {
            self.report.problem(
                value.at,
                format!(
                    "`{}` is not {wanted}, as the enum's `type` says; correct one of them",
                    value.json
                ),
            );
        }
        let list = |at: Option<At>, len: usize, what: &str| {
            let wrong = at.filter(|_| len != values.len());
            wrong.map(|at| {
                (
                    at,
                    format!(
                        "{len} {what} for {} values; write one for each value, in the same order",
                        values.len()
                    ),
                )
            })
        };
        let integers = schema.x_integers.as_ref();
        let variants = schema.x_enum_varnames.as_ref();
        let wrong = [
            list(integers.map(|i| i.at), integers.map_or(0, |i| i.value.len()), "integers"),
            list(variants.map(|v| v.at), variants.map_or(0, |v| v.value.len()), "names"),
        ];
        for (at, message) in wrong.into_iter().flatten() {
            self.report.problem(at, message);
        }
        let value = |(i, literal): (usize, &&Literal)| {
            let value = literal.text();
            let given = variants.and_then(|v| v.value.get(i)).map(|v| v.value.clone());
            EnumValue {
                at: literal.at,
                variant: given.unwrap_or_else(|| names::variant(&value)),
                integer: integers.and_then(|v| v.value.get(i)).copied(),
                value,
            }
        };
        Enum { base, values: values.iter().enumerate().map(value).collect() }
    }

    fn union(&mut self, at: At, schema: &'d Written, name: &str) -> Union {
        let lists = [&schema.one_of, &schema.any_of];
        if lists.iter().all(|l| l.is_some())
            || schema.properties.is_some()
            || schema.all_of.is_some()
        {
            self.report.problem(
                at,
                "`oneOf` or `anyOf` stands alone; put what is beside it into each of its schemas, by `allOf`",
            );
        }
        let discriminator = schema.discriminator.as_ref().and_then(|d| d.value.as_ref());
        let mut tags: Vec<(String, String)> = Vec::new();
        for (key, target) in discriminator.iter().flat_map(|d| d.mapping.iter()) {
            let target = target.value.rsplit('/').next().unwrap_or_default();
            tags.push((key.value.clone(), names::variant(&names::type_name(target))));
        }
        let mut variants: Vec<Variant> = Vec::new();
        for part in lists.into_iter().flatten().next().into_iter().flatten() {
            let Some(written) = &part.value else { continue };
            let variant = self.variant_name(part.at, written);
            let schema = self.schema(part, &format!("{name}{variant}"));
            let own = |t: &&(String, String)| t.1 == variant;
            let mut values: Vec<String> = tags.iter().filter(own).map(|t| t.0.clone()).collect();
            if discriminator.is_some()
                && written.reference.is_none()
                && only_part(written).is_none()
            {
                self.report.problem(
                    part.at,
                    "a discriminator needs named schemas; put this one under components.schemas, and use $ref",
                );
            }
            if values.is_empty() && discriminator.is_some() {
                values.push(variant.clone());
            }
            if variants.iter().any(|v| v.name == variant) {
                let message = format!(
                    "a second variant `{variant}`; give this schema another `title`, which names it"
                );
                self.report.problem(part.at, message);
            }
            variants.push(Variant { at: part.at, name: variant, schema, tags: values });
        }
        for (key, _) in discriminator.iter().flat_map(|d| d.mapping.iter()) {
            if !variants.iter().any(|v| v.tags.contains(&key.value)) {
                let message = format!(
                    "`{}` maps to a schema that is not one of these; add the schema, or remove the mapping",
                    key.value
                );
                self.report.problem(key.at, message);
            }
        }
        Union { variants, discriminator: discriminator.map(|d| d.property_name.value.clone()) }
    }

    /// A variant's name: its type's, its `title`, or the kind of its value.
    fn variant_name(&mut self, at: At, schema: &'d Written) -> String {
        let target = match only_part(schema).and_then(|part| part.value.as_ref()) {
            Some(part) => part.reference.as_ref(),
            None => schema.reference.as_ref(),
        };
        if let Some(reference) = target {
            let name = reference.value.rsplit('/').next().unwrap_or_default();
            return names::variant(&names::type_name(name));
        }
        if let Some(title) = &schema.title {
            return names::variant(&title.value);
        }
        if let (Form::Scalar(_), Some(format)) = (form(schema), &schema.format) {
            return names::variant(&format.value);
        }
        let name = match form(schema) {
            Form::List => "Array",
            Form::Map => "Map",
            Form::Any => "Any",
            Form::Scalar(Word::Boolean) => "Boolean",
            Form::Scalar(Word::Integer) => "Integer",
            Form::Scalar(Word::Number) => "Number",
            Form::Scalar(_) => "String",
            Form::Enum => "Enum",
            Form::Object | Form::AllOf | Form::Union | Form::Reference => {
                let message = "a variant without a name; put it under components.schemas and use $ref, or give it a `title`";
                self.report.problem(at, message);
                "Object"
            }
        };
        name.to_owned()
    }

    /// An object, with the properties of the parts of its `allOf`.
    fn object(&mut self, at: At, schema: &'d Written, name: &str) -> Object {
        let mut object = Object {
            properties: Vec::new(),
            code: schema.x_code.as_ref().and_then(|p| self.pointer(p)),
            message: schema.x_message.as_ref().and_then(|p| self.pointer(p)),
        };
        let mut required: Vec<&'d Located<String>> = Vec::new();
        self.merge(at, schema, name, &mut object, &mut required);
        for name in required {
            match object.properties.iter_mut().find(|p| p.name == name.value) {
                Some(property) => property.required = true,
                None => self.report.problem(
                    name.at,
                    format!("`{}` is required, but there is no such property; correct the name, or remove it", name.value),
                ),
            }
        }
        object
    }

    /// Adds what a schema and the parts of its `allOf` say to an object.
    fn merge(
        &mut self,
        at: At,
        schema: &'d Written,
        name: &str,
        object: &mut Object,
        required: &mut Vec<&'d Located<String>>,
    ) {
        for part in schema.all_of.iter().flatten() {
            let Some(written) = &part.value else { continue };
            match form(written) {
                Form::Reference => {
                    let Some((target, _)) = self.referred(written) else { continue };
                    let Some(base) = self.base(part.at, target) else { continue };
                    object.code = object.code.take().or(base.code);
                    object.message = object.message.take().or(base.message);
                    for property in base.properties {
                        self.add_property(object, property);
                    }
                }
                Form::AllOf | Form::Object | Form::Any | Form::Map => self.merge(part.at, written, name, object, required),
                _ => self.report.problem(
                    part.at,
                    "`allOf` puts objects together, and this is none; describe it as a property, or use `oneOf`",
                ),
            }
        }
        if let Some(Additional::Schema(_)) =
            schema.additional_properties.as_ref().and_then(|a| a.value.as_ref())
            && schema.properties.is_some()
        {
            self.report.warning(at, "the other properties of this object are kept as JSON values, whatever their schema");
        }
        for (key, part) in schema.properties.iter().flat_map(|p| &p.0) {
            let property = self.property(key, part, name);
            self.add_property(object, property);
        }
        let mut seen = BTreeSet::new();
        for name in schema.required.iter().filter(|name| !seen.insert(&name.value)) {
            self.report.problem(name.at, format!("`{}` is listed twice; keep one", name.value));
        }
        required.extend(&schema.required);
    }

    /// The object under `components` that `allOf` refers to.
    fn base(&mut self, at: At, name: &'d str) -> Option<Object> {
        if self.states.get(name) == Some(&State::Open) {
            self.report.problem(
                at,
                format!("`{name}` is made of itself; remove this part of its `allOf`"),
            );
            return None;
        }
        self.component(name);
        let mut wanted = names::type_name(name);
        // An alias of an alias ends after as many steps as there are schemas, or is reported as a circle.
        for _ in 0..self.buckets.len() {
            match self.buckets.iter().flatten().find(|t| t.name == wanted).map(|t| &t.shape) {
                Some(Shape::Object(object)) => return Some(object.clone()),
                Some(Shape::Alias(Schema::Named(next))) => wanted = next.clone(),
                Some(_) => break,
                None => return None,
            }
        }
        self.report
            .problem(at, format!("`allOf` puts objects together, and `{name}` is none; describe it as a property, or use `oneOf`"));
        None
    }

    fn add_property(&mut self, object: &mut Object, property: Property) {
        let Some(known) = object.properties.iter_mut().find(|p| p.name == property.name) else {
            object.properties.push(property);
            return;
        };
        if known.schema != property.schema {
            let message = format!(
                "`{}` has another type in a schema that this one is put together with; make them the same, or leave one out",
                property.name
            );
            self.report.problem(property.at, message);
            return;
        }
        known.required |= property.required;
        if known.description.is_empty() {
            known.description = property.description;
        }
    }

    fn property(
        &mut self,
        key: &'d Located<String>,
        part: &'d Part<Written>,
        owner: &str,
    ) -> Property {
        let type_name = names::type_name(&format!("{owner} {}", key.value));
        let schema = self.schema(part, &type_name);
        let default;
        let written = match &part.value {
            Some(written) => written,
            None => {
                default = Written::default();
                &default
            }
        };
        if part.value.is_some() && written.description.is_none() && form(written) != Form::Reference
        {
            self.report.undescribed.push(key.at);
        }
        if written.x_rust_name.is_none() && !key.value.chars().any(char::is_alphanumeric) {
            self.report.problem(
                key.at,
                format!("`{}` makes no name in Rust; give it one with `x-rust-name`", key.value),
            );
        }
        Property {
            at: key.at,
            name: key.value.clone(),
            rust: rust_name(written.x_rust_name.as_ref(), &key.value),
            schema,
            required: false,
            description: texts::description(None, Some(written), None),
            deprecated: written.deprecated,
            read_only: written.read_only,
            write_only: written.write_only,
            tells_null: false,
            marks: texts::marks(
                written.x_undocumented.as_ref(),
                written.x_differs.as_ref(),
                Some(written),
            ),
            xml: self.xml(written),
        }
    }

    /// How a property is written in XML.
    fn xml(&self, schema: &Written) -> Xml {
        let name = |schema: &Written| {
            let xml = schema.xml.as_ref()?.value.as_ref()?;
            xml.name.as_ref().map(|n| n.value.clone())
        };
        let own = schema.xml.as_ref().and_then(|xml| xml.value.as_ref());
        let items = schema.items.as_ref().and_then(|items| items.value.as_ref());
        let item = items.and_then(|items| {
            let target = items
                .reference
                .as_ref()
                .or_else(|| only_part(items)?.value.as_ref()?.reference.as_ref());
            name(items).or_else(|| {
                let target = target?.value.rsplit('/').next()?;
                name(self.components.schemas.get(target)?.value.as_ref()?)
            })
        });
        Xml {
            name: name(schema),
            attribute: own.is_some_and(|xml| xml.attribute),
            wrapped: own.is_some_and(|xml| xml.wrapped),
            item,
        }
    }

    /// Keywords that say nothing of a schema of this form.
    fn misplaced(&mut self, at: At, form: Form, schema: &'d Written) {
        let is_reference =
            matches!(form, Form::Reference) || form == Form::AllOf && only_part(schema).is_some();
        let rows: [(&str, bool, &str); 10] = [
            (
                "discriminator",
                form != Form::Union && schema.discriminator.is_some(),
                "it distinguishes the schemas of `oneOf` or `anyOf`; list them there, or remove it",
            ),
            (
                "type",
                is_reference && schema.r#type.is_some() && form == Form::Reference,
                "what $ref refers to has a type; remove it",
            ),
            (
                "properties",
                is_reference && schema.properties.is_some(),
                "nothing is added to what $ref refers to; write `allOf` with the reference and this",
            ),
            (
                "enum",
                is_reference && schema.r#enum.is_some(),
                "what $ref refers to has its own values; remove it",
            ),
            (
                "properties",
                !matches!(form, Form::Object | Form::AllOf | Form::Union | Form::Reference)
                    && schema.properties.is_some(),
                "only objects have properties; write `type: object`",
            ),
            (
                "items",
                !matches!(form, Form::List) && schema.items.is_some(),
                "only lists have items; write `type: array`",
            ),
            (
                "format",
                !matches!(form, Form::Scalar(_) | Form::Enum) && schema.format.is_some(),
                "only strings, numbers and integers have a format; remove it",
            ),
            (
                "x-integers",
                form != Form::Enum && schema.x_integers.is_some(),
                "only an enum has integers in place of its values; remove it",
            ),
            (
                "x-enum-varnames",
                form != Form::Enum && schema.x_enum_varnames.is_some(),
                "only an enum has variants; remove it",
            ),
            (
                "required",
                !matches!(form, Form::Object | Form::AllOf) && !schema.required.is_empty(),
                "only an object with properties requires some; move it there",
            ),
        ];
        for (keyword, _, remedy) in rows.into_iter().filter(|row| row.1) {
            self.report.problem(at, format!("`{keyword}`: {remedy}"));
        }
    }
}

/// Formats of strings that are well known, and have no type of their own.
const STRINGS: [&str; 14] = [
    "email",
    "idn-email",
    "hostname",
    "idn-hostname",
    "ipv4",
    "ipv6",
    "uri",
    "url",
    "uri-reference",
    "uri-template",
    "iri",
    "time",
    "duration",
    "phone",
];

/// A schema's name in Rust: the given one, or one made from the name on the wire.
pub(super) fn rust_name(given: Option<&Located<String>>, wire: &str) -> String {
    let name = given.map_or_else(|| names::field(wire), |given| given.value.clone());
    // Unknown fields are kept in a field of that name.
    if name == "extra" { "extra_".to_owned() } else { name }
}

fn nullable(schema: Schema) -> Schema {
    match schema {
        Schema::Any | Schema::Nullable(_) => schema,
        other => Schema::Nullable(Box::new(other)),
    }
}

fn is_null(value: &Literal) -> bool {
    value.json == "null"
}
