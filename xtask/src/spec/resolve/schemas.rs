//! The one classifier of schemas: what each of them is in the model.

use std::collections::BTreeSet;

use super::super::document::{
    self, Additional, Literal, Located, Part, Schema as Written, Type as Word,
};
use super::super::{
    At, Enum, EnumBase, EnumValue, Object, Property, Scalar, Schema, Shape, Union, Variant, Xml,
    names,
};
use super::{Resolver, State, refuse, texts};

/// What a schema is, by the keywords that it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Reference,
    /// An `allOf` (or `oneOf`, `anyOf`) with one part, to which nothing is added.
    Same,
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
    } else if only_part(schema).is_some() {
        Form::Same
    } else if only(&schema.one_of) || only(&schema.any_of) {
        Form::AllOf
    } else if schema.one_of.is_some() || schema.any_of.is_some() {
        Form::Union
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

/// The schema that an `allOf` (or `oneOf`, `anyOf`) with one part stands for, if nothing beside it adds to it.
fn only_part(schema: &Written) -> Option<&Part<Written>> {
    let mut lists = [&schema.all_of, &schema.one_of, &schema.any_of].into_iter().flatten();
    match (lists.next()?.as_slice(), lists.next()) {
        ([part], None) if schema.properties.is_none() && schema.required.is_empty() => Some(part),
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
            Form::AllOf | Form::Union | Form::Enum | Form::Object => self.named(at, schema, name),
            _ => self.plain(at, form, schema, name),
        };
        self.misplaced(at, form, schema);
        let null = schema.nullable || schema.r#enum.iter().flatten().any(is_null);
        if null { nullable(inner) } else { inner }
    }

    /// A schema that needs no type of its own.
    fn plain(&mut self, at: At, form: Form, schema: &'d Written, name: &str) -> Schema {
        match form {
            Form::Reference => self.reference(schema),
            Form::Same => only_part(schema).map_or(Schema::Any, |part| self.schema(part, name)),
            Form::List => match &schema.items {
                Some(items) => Schema::List(Box::new(self.schema(items, &format!("{name}Item")))),
                None => {
                    let message =
                        "a list without `items`; write what it holds, `items: {}` for anything";
                    self.report.problem(at, message);
                    Schema::Any
                }
            },
            Form::Map => {
                let values = match schema.additional_properties.as_ref().map(|a| (a.at, &a.value)) {
                    Some((at, Some(Additional::Schema(values)))) => {
                        self.schema_at(at, values, &format!("{name}Value"))
                    }
                    _ => Schema::Any,
                };
                Schema::Map(Box::new(values))
            }
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
        target.description = texts::sentence(schema.description.as_ref());
        target.deprecated = schema.deprecated;
        let xml_name = xml_of(schema).and_then(|xml| xml.name.as_ref());
        target.xml_name = xml_name.map(|n| n.value.clone());
        Schema::Named(name.to_owned())
    }

    /// What a named type is.
    fn shape(&mut self, at: At, schema: &'d Written, name: &str) -> Shape {
        match form(schema) {
            Form::Enum => Shape::Enum(self.values(schema)),
            Form::Union => Shape::Union(self.union(at, schema, name)),
            Form::Object | Form::AllOf => Shape::Object(self.object(at, schema, name)),
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
            match self.heirs(&key.value, schema) {
                heirs if heirs.is_empty() => {
                    self.named(part.at, schema, &name);
                    self.misplaced(part.at, form(schema), schema);
                }
                heirs => self.inherited(part.at, &key.value, schema, heirs),
            }
            if key.value != name
                && let Some(target) = self.buckets[index].iter_mut().find(|t| t.name == name)
            {
                target.xml_name.get_or_insert(key.value.clone());
            }
            if schema.description.is_none()
                && !matches!(form(schema), Form::Reference | Form::AllOf | Form::Same)
            {
                self.report.undescribed.push(key.at);
            }
        }
        self.bucket = bucket;
        self.states.insert(&key.value, State::Done);
    }

    /// The schemas that are made of this one by `allOf`, if a discriminator distinguishes them.
    fn heirs(&self, name: &str, schema: &'d Written) -> Vec<&'d Located<String>> {
        if schema.discriminator.is_none() || !matches!(form(schema), Form::Object | Form::AllOf) {
            return Vec::new();
        }
        let is_made_of = |heir: &Written| {
            let parts = heir.all_of.iter().flatten().filter_map(|part| part.value.as_ref());
            let mut targets = parts.filter_map(|part| part.reference.as_ref());
            targets.any(|target| target.value.rsplit('/').next() == Some(name))
        };
        let all = self.components.schemas.iter();
        all.filter(|(_, heir)| is_made_of(heir)).map(|(key, _)| key).collect()
    }

    /// A schema that stands for those that are made of it: a union of them.
    fn inherited(
        &mut self,
        at: At,
        key: &'d str,
        schema: &'d Written,
        heirs: Vec<&'d Located<String>>,
    ) {
        let name = names::type_name(key);
        let bucket = self.bucket;
        let Some(slot) = self.slot(&name, at) else { return };
        let base = self.object(at, schema, &name);
        self.bases.insert(key, base);
        let discriminator = schema.discriminator.as_ref().and_then(|d| d.value.as_ref());
        let variant = |heir: &Located<String>| {
            let mapping = discriminator.iter().flat_map(|d| d.mapping.iter());
            let own =
                mapping.filter(|(_, target)| target.value.rsplit('/').next() == Some(&heir.value));
            let mut tags: Vec<String> = own.map(|(tag, _)| tag.value.clone()).collect();
            if tags.is_empty() {
                tags.push(heir.value.clone());
            }
            let schema = Schema::Named(names::type_name(&heir.value));
            Variant { at: heir.at, name: variant_of(&heir.value), schema, tags }
        };
        let variants = heirs.iter().copied().map(variant).collect();
        let discriminator = discriminator.map(|d| d.property_name.value.clone());
        self.referred.extend(heirs.iter().map(|heir| heir.value.as_str()));
        let target = &mut self.buckets[bucket][slot];
        target.shape = Shape::Union(Union { variants, discriminator });
        target.description = texts::sentence(schema.description.as_ref());
        target.deprecated = schema.deprecated;
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
        let name = format.map_or("", |f| f.value.as_str());
        if let Some(scalar) = Scalar::new(word.as_str(), name) {
            return scalar;
        }
        let (scalar, base, known): (_, _, &[&str]) = match word {
            Word::Boolean => (Scalar::Boolean, "a boolean", &[]),
            Word::Integer => (Scalar::Int64, "an integer", &INTEGERS),
            Word::Number => (Scalar::Double, "a double", &[]),
            _ => (Scalar::String, "a string", &STRINGS),
        };
        match format {
            None if word == Word::Number => self.report.plain_numbers.push(at),
            None => {}
            Some(_) if known.contains(&name) => {}
            Some(format) => self.report.warning(
                format.at,
                format!("the format `{name}` has no type of its own, so this is {base}"),
            ),
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
        for Literal { at, json } in &values {
            let (fits, wanted) = match base {
                EnumBase::String => (json.starts_with('"'), "a string"),
                EnumBase::Integer => (json.parse::<i64>().is_ok(), "an integer"),
                EnumBase::Number => (json.parse::<f64>().is_ok(), "a number"),
            };
            refuse! { self.report,
                !fits => *at, "`{json}` is not {wanted}, as the enum's `type` says; correct one of them";
            }
        }
        let integers = schema.x_integers.as_ref();
        let variants = schema.x_enum_varnames.as_ref();
        let lists = [
            integers.map(|i| (i.at, i.value.len(), "integers")),
            variants.map(|v| (v.at, v.value.len(), "names")),
        ];
        for (at, len, what) in lists.into_iter().flatten() {
            let wanted = values.len();
            refuse! { self.report,
                len != wanted => at, "{len} {what} for {wanted} values; write one for each value, in the same order";
            }
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
        let is_alone = !lists.iter().all(|l| l.is_some())
            && schema.properties.is_none()
            && schema.all_of.is_none();
        refuse! { self.report,
            !is_alone => at, "`oneOf` or `anyOf` stands alone; put what is beside it into each of its schemas, by `allOf`";
        }
        let discriminator = schema.discriminator.as_ref().and_then(|d| d.value.as_ref());
        let mapping = || discriminator.iter().flat_map(|d| d.mapping.iter());
        let mut variants: Vec<Variant> = Vec::new();
        for part in lists.into_iter().flatten().next().into_iter().flatten() {
            let Some(written) = &part.value else { continue };
            let variant = self.variant_name(part.at, written);
            let is_own = |target: &String| variant_of(target) == variant;
            let tags = mapping().filter(|(_, target)| is_own(&target.value));
            let mut tags: Vec<String> = tags.map(|(key, _)| key.value.clone()).collect();
            if tags.is_empty() && discriminator.is_some() {
                tags.push(variant.clone());
            }
            refuse! { self.report,
                discriminator.is_some() && target(written).is_none() => part.at, "a discriminator needs named schemas; put this one under components.schemas, and use $ref";
                variants.iter().any(|v| v.name == variant) => part.at, "a second variant `{variant}`; give this schema another `title`, which names it";
            }
            let schema = self.schema(part, &format!("{name}{variant}"));
            variants.push(Variant { at: part.at, name: variant, schema, tags });
        }
        for (Located { at, value }, _) in mapping() {
            refuse! { self.report,
                !variants.iter().any(|v| v.tags.contains(value)) => *at, "`{value}` maps to a schema that is not one of these; add the schema, or remove the mapping";
            }
        }
        Union { variants, discriminator: discriminator.map(|d| d.property_name.value.clone()) }
    }

    /// A variant's name: its type's, its `title`, or the kind of its value.
    fn variant_name(&mut self, at: At, schema: &'d Written) -> String {
        if let Some(target) = target(schema) {
            return variant_of(target);
        }
        let form = form(schema);
        let format = schema.format.as_ref().filter(|_| matches!(form, Form::Scalar(_)));
        if let Some(name) = schema.title.as_ref().or(format) {
            return names::variant(&name.value);
        }
        let name = match form {
            Form::List => "Array",
            Form::Map => "Map",
            Form::Any => "Any",
            Form::Scalar(word) => word.as_str(),
            Form::Enum => "Enum",
            Form::Object | Form::AllOf | Form::Union | Form::Reference | Form::Same => {
                let message = "a variant without a name; put it under components.schemas and use $ref, or give it a `title`";
                self.report.problem(at, message);
                "Object"
            }
        };
        names::variant(name)
    }

    /// An object, with the properties of the parts of its `allOf`.
    fn object(&mut self, at: At, schema: &'d Written, name: &str) -> Object {
        let mut object = Object {
            properties: Vec::new(),
            code: schema.x_code.as_ref().and_then(|p| self.pointer(p)),
            message: schema.x_message.as_ref().and_then(|p| self.pointer(p)),
            has_others: false,
        };
        let mut required: Vec<&'d Located<String>> = Vec::new();
        self.merge(at, schema, name, &mut object, &mut required);
        for name in required {
            let Located { at, value } = name;
            match object.properties.iter_mut().find(|p| p.name == *value) {
                Some(property) => property.required = true,
                None => self.report.problem(*at, format!("`{value}` is required, but there is no such property; correct the name, or remove it")),
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
                    object.has_others |= base.has_others;
                    for property in base.properties {
                        self.add_property(object, property);
                    }
                }
                Form::AllOf | Form::Same | Form::Object | Form::Any | Form::Map => self.merge(part.at, written, name, object, required),
                _ => self.report.problem(
                    part.at,
                    "`allOf` puts objects together, and this is none; describe it as a property, or use `oneOf`",
                ),
            }
        }
        let additional = schema.additional_properties.as_ref().and_then(|a| a.value.as_ref());
        object.has_others |= additional.is_some_and(|a| *a != Additional::Allowed(false));
        if let Some(Additional::Schema(_)) = additional
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
        if let Some(base) = self.bases.get(name) {
            return Some(base.clone());
        }
        let mut wanted = names::type_name(name);
        // An alias of an alias ends after as many steps as there are schemas, or is reported as a circle.
        for _ in 0..self.buckets.len() {
            match &self.buckets.iter().flatten().find(|t| t.name == wanted)?.shape {
                Shape::Object(object) => return Some(object.clone()),
                Shape::Alias(Schema::Named(next)) => wanted = next.clone(),
                _ => break,
            }
        }
        self.report.problem(at, format!("`allOf` puts objects together, and `{name}` is none; describe it as a property, or use `oneOf`"));
        None
    }

    fn add_property(&mut self, object: &mut Object, property: Property) {
        let Some(known) = object.properties.iter_mut().find(|p| p.name == property.name) else {
            object.properties.push(property);
            return;
        };
        if known.schema != property.schema {
            let Property { at, name, .. } = property;
            self.report.problem(at, format!("`{name}` has another type in a schema that this one is put together with; make them the same, or leave one out"));
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
        let Located { at, value: name } = key;
        let schema = self.schema(part, &names::type_name(&format!("{owner} {name}")));
        let nothing = Written::default();
        let written = part.value.as_ref().unwrap_or(&nothing);
        if part.value.is_some() && written.description.is_none() && form(written) != Form::Reference
        {
            self.report.undescribed.push(*at);
        }
        refuse! { self.report,
            written.x_rust_name.is_none() && !name.chars().any(char::is_alphanumeric) => *at, "`{name}` makes no name in Rust; give it one with `x-rust-name`";
        }
        Property {
            at: *at,
            name: name.clone(),
            rust: rust_name(written.x_rust_name.as_ref(), name),
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
        let name = |schema: &Written| Some(xml_of(schema)?.name.as_ref()?.value.clone());
        let items = schema.items.as_ref().and_then(|items| items.value.as_ref());
        let item = items.and_then(|items| {
            name(items).or_else(|| {
                let target = target(items)?.rsplit('/').next()?;
                name(self.components.schemas.get(target)?.value.as_ref()?)
            })
        });
        Xml {
            name: name(schema),
            attribute: xml_of(schema).is_some_and(|xml| xml.attribute),
            wrapped: xml_of(schema).is_some_and(|xml| xml.wrapped),
            item,
        }
    }

    /// Keywords that say nothing of a schema of this form.
    fn misplaced(&mut self, at: At, form: Form, schema: &'d Written) {
        use Form::{AllOf, Enum, List, Object, Reference, Same, Scalar, Union};
        let refers = matches!(form, Reference | Same);
        let has_properties = schema.properties.is_some();
        refuse! { self.report,
            form != Union && schema.discriminator.is_some() => at, "`discriminator`: it distinguishes the schemas of `oneOf` or `anyOf`; list them there, or remove it";
            form == Reference && schema.r#type.is_some() && !self.is_of_type(schema) => at, "`type`: what $ref refers to has a type; remove it";
            refers && has_properties => at, "`properties`: nothing is added to what $ref refers to; write `allOf` with the reference and this";
            refers && schema.r#enum.is_some() => at, "`enum`: what $ref refers to has its own values; remove it";
            !matches!(form, Object | AllOf | Union | Reference | Same) && has_properties => at, "`properties`: only objects have properties; write `type: object`";
            form != List && schema.items.is_some() => at, "`items`: only lists have items; write `type: array`";
            form != Enum && schema.x_integers.is_some() => at, "`x-integers`: only an enum has integers in place of its values; remove it";
            form != Enum && schema.x_enum_varnames.is_some() => at, "`x-enum-varnames`: only an enum has variants; remove it";
            !matches!(form, Object | AllOf) && !schema.required.is_empty() => at, "`required`: only an object with properties requires some; move it there";
        }
        if let Some(format) = schema.format.as_ref().filter(|_| !matches!(form, Scalar(_) | Enum)) {
            self.report
                .warning(format.at, "only strings, numbers and integers have a format; remove it");
        }
    }

    /// Whether a schema is a union of strings, numbers and booleans.
    pub(super) fn is_one_of_scalars(&self, schema: &Written) -> bool {
        let is_scalar = |part: &Part<Written>| {
            let written = part.value.as_ref()?;
            let written = self.written(written).unwrap_or(written);
            Some(matches!(form(written), Form::Scalar(_) | Form::Enum))
        };
        let mut parts = [&schema.one_of, &schema.any_of].into_iter().flatten().flatten();
        form(schema) == Form::Union && parts.all(|part| is_scalar(part) == Some(true))
    }

    /// What a reference leads to, as it is written.
    fn written(&self, schema: &Written) -> Option<&'d Written> {
        let name = target(schema)?.rsplit('/').next()?;
        self.components.schemas.get(name)?.value.as_ref()
    }

    /// Whether a reference leads to a schema of the type that is written beside it.
    fn is_of_type(&self, schema: &Written) -> bool {
        let ty = |schema: &Written| schema.r#type.as_ref().map(|ty| ty.value);
        self.written(schema).is_some_and(|target| ty(target) == ty(schema))
    }
}

fn xml_of(schema: &Written) -> Option<&document::Xml> {
    schema.xml.as_ref()?.value.as_ref()
}

/// What a schema refers to, by itself or by an `allOf` with nothing else.
fn target(schema: &Written) -> Option<&String> {
    let schema = match only_part(schema) {
        Some(part) => part.value.as_ref()?,
        None => schema,
    };
    schema.reference.as_ref().map(|reference| &reference.value)
}

/// The name of the variant for the schema that a reference leads to.
fn variant_of(reference: &str) -> String {
    names::variant(&names::type_name(reference.rsplit('/').next().unwrap_or_default()))
}

/// Formats of integers that are well known, and have no type of their own.
const INTEGERS: [&str; 5] = ["uint32", "int16", "uint16", "int8", "uint8"];

/// Formats of strings that are well known, and have no type of their own.
const STRINGS: [&str; 14] = [
    "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6", "uri", "url",
    "uri-reference", "uri-template", "iri", "time", "duration", "phone",
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
