//! Compares the named types of two documents.

use std::collections::BTreeMap;

use super::compare::{Found, Moved, pairs, rest};
use super::rules;
use crate::spec::{
    Document, Enum, EnumValue, Marks, Object, Property, Scalar, Schema, Shape, Type, Union, Uses,
    Variant,
};

/// A schema as Rust has it.
pub fn rust(schema: &Schema) -> String {
    match schema {
        Schema::Any => "Value".to_owned(),
        Schema::Scalar(scalar) => scalar.rust().to_owned(),
        Schema::List(items) => format!("Vec<{}>", rust(items)),
        Schema::Map(values) => format!("Map<String, {}>", rust(values)),
        Schema::Named(name) => name.clone(),
        Schema::Nullable(inner) => format!("Option<{}>", rust(inner)),
    }
}

/// The type of a field or of an option.
pub fn field_type(schema: &Schema, required: bool) -> String {
    match required && !schema.is_nullable() {
        true => rust(schema),
        false => format!("Option<{}>", rust(schema.non_null())),
    }
}

/// Reports types that were only renamed, and returns the old document with the new names.
pub fn renamed(before: &Document, after: &Document, found: &mut Found) -> Document {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let types = pairs(&before.types, &after.types, |t| t.name.as_str());
    // A type that holds a renamed one can be recognised once that one is.
    loop {
        let next = types.removed.iter().filter(|t| !names.contains_key(&t.name)).find_map(|old| {
            let candidates = types.added.iter().filter(|t| names.values().all(|n| *n != t.name));
            let mut same = candidates.filter(|new| {
                let mut with = names.clone();
                with.insert(old.name.clone(), new.name.clone());
                let mut shape = old.shape.clone();
                rename(&mut shape, &with);
                // What says nothing, such as a free-form object, cannot be recognised.
                !matches!(&shape, Shape::Object(o) if o.properties.is_empty()) && shape == new.shape
            });
            // Two equal types cannot be distinguished.
            match (same.next(), same.next()) {
                (Some(only), None) => Some((old.name.clone(), only.name.clone())),
                _ => None,
            }
        });
        match next {
            Some((old, new)) => names.insert(old, new),
            None => break,
        };
    }
    let mut document = before.clone();
    for (old, new) in &names {
        found.add(rules::TYPE_RENAMED, format!("~ {old} → {new}"));
    }
    for r#type in &mut document.types {
        if let Some(new) = names.get(&r#type.name) {
            r#type.name.clone_from(new);
        }
        rename(&mut r#type.shape, &names);
    }
    for operation in &mut document.operations {
        let parameters = operation.parameters.iter_mut().map(|p| &mut p.schema);
        let body = operation.body.iter_mut().map(|b| &mut b.schema);
        let responses = operation.responses.iter_mut().flat_map(|r| {
            let headers = r.headers.iter_mut().map(|h| &mut h.schema);
            r.body.iter_mut().map(|b| &mut b.schema).chain(headers)
        });
        parameters.chain(body).chain(responses).for_each(|s| s.rename(&names));
    }
    document
}

fn rename(shape: &mut Shape, names: &BTreeMap<String, String>) {
    for schema in shape.schemas_mut() {
        schema.rename(names);
    }
}

/// Compares the types of the same name.
pub fn types(before: &Document, after: &Document, found: &mut Found) {
    let types = pairs(&before.types, &after.types, |t| t.name.as_str());
    found.only(&types, |t| ([rules::TYPE_REMOVED, rules::TYPE_ADDED], t.name.clone()));
    for (was, is) in types.both {
        self::r#type(was, is, found);
    }
}

fn r#type(was: &Type, is: &Type, found: &mut Found) {
    let name = &is.name;
    match (&was.shape, &is.shape) {
        (Shape::Object(old), Shape::Object(new)) => object((was, old), (is, new), found),
        (Shape::Enum(old), Shape::Enum(new)) if old.base == new.base => {
            values(name, old, new, found)
        }
        (Shape::Union(old), Shape::Union(new)) => union(name, old, new, found),
        (old, new) => found.differ(rules::TYPE_CHANGED, old, new, || {
            format!("~ {name}: {} → {}", kind(old), kind(new))
        }),
    }
    match (was.uses.in_request, is.uses.in_request) {
        (false, true) => found.add(rules::SETTERS_ADDED, format!("~ {name}")),
        (true, false) => found.add(rules::SETTERS_REMOVED, format!("~ {name}")),
        _ => {}
    }
    if in_xml(was.uses, is.uses) {
        found.differ(rules::XML_CHANGED, &was.xml_name, &is.xml_name, || format!("~ {name}"));
    }
    found.differ(rules::DEPRECATED, was.deprecated, is.deprecated, || format!("~ {name}"));
    found.text(&was.description, &is.description);
    // Which bodies have it follows from the operations.
    rest!(found, was, is, Type[description deprecated shape xml_name uses], "~ {name}");
}

fn in_xml(was: Uses, is: Uses) -> bool {
    was.in_xml && is.in_xml
}

/// The name of a kind of type.
fn kind(shape: &Shape) -> String {
    match shape {
        Shape::Object(_) => "struct".to_owned(),
        Shape::Enum(values) => format!("enum of {:?}s", values.base).to_lowercase(),
        Shape::Union(_) => "union".to_owned(),
        Shape::Alias(schema) => rust(schema),
    }
}

fn object((was, old): (&Type, &Object), (is, new): (&Type, &Object), found: &mut Found) {
    let name = &is.name;
    let properties = pairs(&old.properties, &new.properties, |p| p.name.as_str());
    found.only(&properties, |property| {
        let added = match property.is_optional() {
            true => rules::PROPERTY_ADDED,
            false => rules::REQUIRED_PROPERTY_ADDED,
        };
        let r#type = field_type(&property.schema, property.required);
        ([rules::PROPERTY_REMOVED, added], format!("{name}.{}: {type}", property.name))
    });
    for (was_property, is_property) in properties.both {
        property((was, was_property), (is, is_property), found);
    }
    if properties.moved == Moved::Yes {
        found.add(rules::ORDER_CHANGED, format!("~ {name}"));
    }
    for (what, was, is) in [("code", &old.code, &new.code), ("message", &old.message, &new.message)]
    {
        let shown = |pointer: &Option<Vec<String>>| match pointer {
            Some(tokens) => format!("/{}", tokens.join("/")),
            None => "nowhere".to_owned(),
        };
        found.differ(rules::ERROR_FIELDS_CHANGED, was, is, || {
            format!("~ {name}: {what} at {} → {}", shown(was), shown(is))
        });
    }
    rest!(found, old, new, Object[properties code message], "~ {name}");
}

fn property((holder, was): (&Type, &Property), (holds, is): (&Type, &Property), found: &mut Found) {
    let name = format!("{}.{}", holds.name, is.name);
    let shown = |p: &Property| field_type(&p.schema, p.required);
    let change = || format!("~ {name}: {} → {}", shown(was), shown(is));
    let secret = |p: &Property| p.schema.nested().any(|s| *s == Schema::Scalar(Scalar::Secret));
    if was.schema.non_null() != is.schema.non_null() || was.tells_null != is.tells_null {
        let rule = match (secret(was), secret(is)) {
            (false, true) => rules::SECRET,
            (true, false) => rules::NO_SECRET,
            _ => rules::PROPERTY_CHANGED,
        };
        found.add(rule, change());
    } else if was.is_optional() != is.is_optional() {
        found.add(if is.is_optional() { rules::OPTIONAL } else { rules::REQUIRED }, change());
    } else if (was.required, was.schema.is_nullable()) != (is.required, is.schema.is_nullable()) {
        found.add(rules::NULLABLE, format!("~ {name}"));
    }
    if was.rust != is.rust {
        found.add(rules::RUST_NAME_CHANGED, format!("~ {name}: {} → {}", was.rust, is.rust));
    }
    if in_xml(holder.uses, holds.uses) {
        found.differ(rules::XML_CHANGED, &was.xml, &is.xml, || format!("~ {name}"));
    }
    found.differ(rules::DEPRECATED, was.deprecated, is.deprecated, || format!("~ {name}"));
    found.text(&was.description, &is.description);
    // Where it counts, the type has lost or gained the property.
    found.text((was.read_only, was.write_only), (is.read_only, is.write_only));
    marks(&was.marks, &is.marks, found);
    rest!(found, was, is, Property[rust schema required description deprecated read_only write_only tells_null marks xml], "~ {name}");
}

pub fn marks(was: &Marks, is: &Marks, found: &mut Found) {
    found.text(&was.undocumented, &is.undocumented);
    found.text(&was.differs, &is.differs);
}

fn values(name: &str, old: &Enum, new: &Enum, found: &mut Found) {
    let values = pairs(&old.values, &new.values, |v| v.value.as_str());
    let sides = [rules::VALUE_REMOVED, rules::VALUE_ADDED];
    found.only(&values, |v| (sides, format!("{name}: {}", v.value)));
    if values.moved == Moved::Yes {
        found.add(rules::ORDER_CHANGED, format!("~ {name}"));
    }
    for (was, is) in values.both {
        value(name, was, is, found);
    }
}

fn value(name: &str, was: &EnumValue, is: &EnumValue, found: &mut Found) {
    let value = &is.value;
    if was.variant != is.variant {
        found.add(rules::RUST_NAME_CHANGED, format!("~ {name}: {} → {}", was.variant, is.variant));
    }
    match (was.integer, is.integer) {
        (None, None) => {}
        (None, Some(now)) => found.add(rules::INTEGER_ADDED, format!("+ {name}: {value} = {now}")),
        (Some(was), None) => {
            found.add(rules::INTEGER_CHANGED, format!("- {name}: {value} = {was}"))
        }
        (Some(was), Some(now)) => found.differ(rules::INTEGER_CHANGED, was, now, || {
            format!("~ {name}: {value} = {was} → {now}")
        }),
    }
    rest!(found, was, is, EnumValue[variant integer], "~ {name}: {value}");
}

fn union(name: &str, old: &Union, new: &Union, found: &mut Found) {
    let variants = pairs(&old.variants, &new.variants, |v| v.name.as_str());
    let sides = [rules::VARIANT_REMOVED, rules::VARIANT_ADDED];
    found.only(&variants, |v| (sides, format!("{name}::{}", v.name)));
    for &(was, is) in &variants.both {
        found.differ(rules::VARIANT_REMOVED, &was.schema, &is.schema, || {
            format!("~ {name}::{}: {} → {}", is.name, rust(&was.schema), rust(&is.schema))
        });
        rest!(found, was, is, Variant[schema tags], "~ {name}::{}", is.name);
    }
    // Without a discriminator, the first variant that fits is taken.
    let moved = variants.moved == Moved::Yes && new.discriminator.is_none();
    let tags = variants.both.iter().any(|(was, is)| was.tags != is.tags);
    if moved || tags || old.discriminator != new.discriminator {
        found.add(rules::UNION_CHANGED, format!("~ {name}"));
    }
    rest!(found, old, new, Union[variants discriminator], "~ {name}");
}
