//! The module `types`: progenitor's structs under their documented names, with docs, open enums and constructors.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::punctuated::Punctuated;
use syn::{Attribute, Field, Fields, Ident, Item, ItemStruct, Lit, Meta, Token, Type, parse_quote};

use super::lower::numbered;
use super::progenitor::Output;
use super::rust::{self, docs, ident};
use crate::spec::{
    Condition, Document, Enum, EnumBase, Object, Property, Response, Schema, Shape, Spec, Test,
    Type as Named, Union, Uses,
};

/// The module, or what in progenitor's output is not as it was asked for.
pub fn types(spec: &Spec, output: &Output) -> Result<syn::File, String> {
    let document = &spec.document;
    let secrets = rust::secrets(document);
    let mut structs = structs(output)?;
    let mut items = Vec::new();
    for item in &document.types {
        match &item.shape {
            Shape::Object(object) => {
                let found = match object.properties.is_empty() {
                    true => free_form(item),
                    false => structs.remove(&item.name).ok_or_else(|| {
                        format!("progenitor's output has no struct `{}`", item.name)
                    })?,
                };
                let found = structure(item, object, found, document)?;
                let constructors = constructors(object, item.uses, &found);
                items.push(Item::Struct(found));
                items.extend(constructors);
                items.push(reading(document, item, object, &secrets));
                items.extend(answer(document, item));
            }
            Shape::Enum(values) => {
                items.push(open_enum(item, values));
                items.extend(answer(document, item));
            }
            Shape::Union(union) => {
                items.push(union_enum(document, item, union));
                items.push(union_reading(item, union, &secrets));
                items.extend(answer(document, item));
            }
            Shape::Alias(target) => items.push(alias(item, target)),
        }
    }
    if let Some(name) = structs.keys().next() {
        return Err(format!("progenitor's output has a struct `{name}` that no schema asked for"));
    }
    let title = rust::markdown(&document.title);
    let title = docs(&format!("The types of {title}'s request and response bodies."));
    let title = title.into_iter().map(rust::inner);
    let file = syn::File { shebang: None, frontmatter: None, attrs: title.collect(), items };
    Ok(rust::shorten(file, rust::names(document), rust::Module::Types))
}

/// progenitor's structs by name. It has made no enum: those are closed, and each has a replacement.
fn structs(output: &Output) -> Result<BTreeMap<String, ItemStruct>, String> {
    let mut structs = BTreeMap::new();
    for item in &output.types {
        match item {
            Item::Struct(item) => {
                structs.insert(item.ident.to_string(), item.clone());
            }
            Item::Enum(item) => {
                return Err(format!(
                    "progenitor's output has a closed enum `{}`; was its replacement ignored?",
                    item.ident
                ));
            }
            _ => {}
        }
    }
    Ok(structs)
}

/// The struct of an object without documented properties, as progenitor would write it.
fn free_form(item: &Named) -> ItemStruct {
    let name = ident(&item.name);
    let attributes = rust::struct_attributes();
    parse_quote! {
        #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
        #(#attributes)*
        pub struct #name {
            #[serde(flatten)]
            pub extra: ::progenitor_client::Object,
        }
    }
}

/// progenitor's struct with the names of the fields in place of their numbers, and with docs; checked against its schema,
/// since progenitor ignores settings that it does not understand. How it is read is the runtime's: see [`reading`].
fn structure(
    item: &Named,
    object: &Object,
    mut found: ItemStruct,
    document: &Document,
) -> Result<ItemStruct, String> {
    let name = &item.name;
    let Fields::Named(fields) = &mut found.fields else {
        return Err(format!("progenitor's `{name}` has no named fields"));
    };
    let mut in_order = fields.named.iter_mut();
    for (index, property) in object.properties.iter().enumerate() {
        let field = in_order
            .next()
            .filter(|f| f.ident.as_ref().is_some_and(|i| *i == numbered(index)))
            .ok_or_else(|| {
                format!("progenitor's `{name}` has no field for `{}` in its place", property.name)
            })?;
        expect_type(document, name, field, property)?;
        // progenitor boxes the option around a type that holds itself; the value is what has to be on the heap.
        let boxed = rust::argument_of(&field.ty, "Box")
            .and_then(|inner| rust::argument_of(inner, "Option"));
        if let Some(value) = boxed.cloned() {
            field.ty = parse_quote!(::std::option::Option<::std::boxed::Box<#value>>);
        }
        if property.tells_null {
            let value = &field.ty;
            field.ty = parse_quote!(::std::option::Option<#value>);
        }
        name_field(document, item, property, field)?;
    }
    match (in_order.next(), in_order.next()) {
        (Some(extra), None) if extra.ident.as_ref().is_some_and(|i| i == "extra") => {
            extra.ty = parse_quote!(::progenitor_client::Extra);
            extra.attrs.retain(|a| !a.path().is_ident("doc"));
            extra.attrs.splice(0..0, docs("Undocumented fields, as they were sent."));
        }
        _ => {
            return Err(format!("progenitor's `{name}` does not keep unknown fields"));
        }
    }
    if !rust::struct_attributes()
        .iter()
        .all(|a| found.attrs.iter().any(|f| rust::tokens(f) == rust::tokens(a)))
    {
        return Err(format!("progenitor's `{name}` lacks an attribute; was its patch ignored?"));
    }
    found.attrs.retain(|a| !a.path().is_ident("doc"));
    // An attribute of a derive stands after it.
    found.attrs.sort_by_key(|a| !a.path().is_ident("derive"));
    for derive in found.attrs.iter_mut().filter(|a| a.path().is_ident("derive")) {
        let paths = derive.parse_args_with(Punctuated::<syn::Path, Token![,]>::parse_terminated);
        let paths = paths.map_err(|e| format!("a derive of progenitor's `{name}`: {e}"))?;
        let kept =
            paths.iter().filter(|p| p.segments.last().is_some_and(|s| s.ident != "Deserialize"));
        *derive = parse_quote!(#[derive(#(#kept),*)]);
    }
    found.attrs.splice(0..0, docs(&type_text(item)));
    Ok(found)
}

/// How a struct is read, for the runtime's macro: one line for each field.
fn reading(document: &Document, item: &Named, object: &Object, secrets: &BTreeSet<String>) -> Item {
    let name = ident(&item.name);
    // What an error says was expected here; it never shows what was found where secrets live.
    let expecting = match secrets.contains(&item.name) {
        true => "an object that holds secrets",
        false => "an object",
    };
    let rows = object.properties.iter().map(|property| {
        let (field, wire) = (ident(&property.rust), &property.name);
        let is_list = matches!(document.resolve(&property.schema), Schema::List(_));
        let unwrapped = is_list && !property.xml.wrapped && item.uses.in_xml;
        let element = match unwrapped {
            true => property.xml.item.as_ref(),
            false => property.xml.name.as_ref(),
        };
        let element =
            element.filter(|e| item.uses.in_xml && **e != property.name).map(|e| quote!(| #e));
        let secret = rust::holds_secret(&property.schema, secrets);
        let marks =
            [("unwrapped", unwrapped), ("secret", secret), ("nullable", property.tells_null)];
        let marks = marks.iter().filter(|mark| mark.1);
        let marks: Vec<Ident> = marks.map(|(mark, _)| ident(mark)).collect();
        let marks = (!marks.is_empty()).then(|| quote!(as #(#marks)*));
        quote!(#field = #wire #element #marks,)
    });
    parse_quote! {
        progenitor_client::object! {
            #name: #expecting {
                #(#rows)*
            }
        }
    }
}

/// The code that distinguishes a response of a type from one that only looks like it; none if no response has the type
/// as its body.
fn answer(document: &Document, item: &Named) -> Option<Item> {
    let is_it = |schema: &Schema| matches!(schema, Schema::Named(name) if *name == item.name);
    let is_of = |response: &&Response| {
        response.body.as_ref().is_some_and(|b| is_it(document.resolve(&b.schema)))
    };
    let responses: Vec<&Response> =
        document.operations.iter().flat_map(|o| &o.responses).filter(is_of).collect();
    // The mock and the command decode request bodies, too.
    let bodies = document.operations.iter().filter_map(|o| o.body.as_ref());
    let is_request = bodies.map(|b| document.resolve(&b.schema)).any(is_it);
    if responses.is_empty() && !is_request {
        return None;
    }
    let name = ident(&item.name);
    let methods = match &item.shape {
        Shape::Object(object) => {
            let mut when: Vec<&[Condition]> = Vec::new();
            for Response { status, error_when, .. } in &responses {
                let is_new = !error_when.is_empty() && !when.contains(&error_when.as_slice());
                when.extend((status.is_success() && is_new).then_some(error_when.as_slice()));
            }
            let all = |conditions: &&[Condition]| {
                let tests = conditions
                    .iter()
                    .map(|c| condition(document, quote!(self), object, &c.pointer, c.test));
                let tests: Vec<TokenStream> = tests.collect();
                match tests.as_slice() {
                    [test] => test.clone(),
                    tests => {
                        let tests = tests.iter().cloned().map(grouped);
                        quote!(#(#tests)&&*)
                    }
                }
            };
            let is_error: Vec<TokenStream> = when.iter().map(all).collect();
            let is_error = (!is_error.is_empty())
                .then(|| quote!(fn is_error(&self) -> bool { #(#is_error)||* }));
            let is_blank = (!object.properties.is_empty()).then(|| {
                quote!(
                    fn is_blank(&self) -> bool {
                        self.extra.stands_alone()
                    }
                )
            });
            quote!(#is_error #is_blank)
        }
        _ => TokenStream::new(),
    };
    Some(parse_quote!(impl ::progenitor_client::Answer for #name { #methods }))
}

/// Whether a condition of `x-error-when` holds for a value of an object's type.
fn condition(
    document: &Document,
    value: TokenStream,
    object: &Object,
    steps: &[String],
    test: Test,
) -> TokenStream {
    if test == Test::Absent {
        let present = condition(document, value, object, steps, Test::Present);
        let present = grouped(present);
        return quote!(!#present);
    }
    let Some((first, rest)) = steps.split_first() else {
        return quote!(true);
    };
    let look = |value: &TokenStream, steps: &[String]| {
        let mut steps = steps.iter();
        let first = steps.next();
        let test = match test {
            Test::False => quote!(value.as_bool() == ::std::option::Option::Some(false)),
            Test::Present | Test::Absent => quote!(!value.is_null()),
        };
        quote!(#value.get(#first)#(.and_then(|value| value.get(#steps)))*.is_some_and(|value| #test))
    };
    let extra = look(&quote!(#value.extra), steps);
    let Some(property) = object.property(first) else {
        return extra;
    };
    let name = ident(&property.rust);
    let field = quote!(#value.#name);
    let optional = property.is_optional();
    let known = match (document.object(&property.schema), rest) {
        (_, []) if test == Test::Present && optional => quote!(#field.is_some()),
        (_, []) if test == Test::Present => return quote!(true),
        (_, []) if optional => quote!(#field == ::std::option::Option::Some(false)),
        (_, []) => return quote!(!#field),
        (Some(inner), _) if optional => {
            let inner = condition(document, quote!(value), inner, rest, test);
            quote!(#field.as_ref().is_some_and(|value| #inner))
        }
        (Some(inner), _) => return condition(document, field, inner, rest, test),
        (None, _) if optional => {
            let inner = look(&quote!(value), rest);
            quote!(#field.as_ref().is_some_and(|value| #inner))
        }
        (None, _) => return look(&field, rest),
    };
    // What does not fit its type is kept beside the others.
    quote!(#known || #extra)
}

/// An operand of `&&` or `!`: in parentheses where it is a sum.
fn grouped(operand: TokenStream) -> TokenStream {
    match syn::parse2(operand.clone()) {
        Ok(syn::Expr::Binary(_)) => quote!((#operand)),
        _ => operand,
    }
}

/// Fails where a conversion, a replacement or a `nullable` was asked for and did not take.
fn expect_type(
    document: &Document,
    structure: &str,
    field: &Field,
    property: &Property,
) -> Result<(), String> {
    let bare = rust::ty(&rust::unaliased(document, &property.schema));
    let wanted: Type = match property.is_optional() && !property.schema.is_nullable() {
        true => parse_quote!(::std::option::Option<#bare>),
        false => bare,
    };
    let found = rust::unboxed(&field.ty);
    match rust::in_types(&found) == rust::in_types(&wanted) {
        true => Ok(()),
        false => Err(format!(
            "progenitor's type of `{structure}.{}` should be `{}`; it is `{}`",
            property.rust,
            rust::tokens(&wanted),
            rust::tokens(&found),
        )),
    }
}

/// Gives a field its name, its docs and its name on the wire.
fn name_field(
    document: &Document,
    item: &Named,
    property: &Property,
    field: &mut Field,
) -> Result<(), String> {
    let name = ident(&property.rust);
    field.ident = Some(name);
    let mut serde: Vec<Meta> = Vec::new();
    if property.rust != property.name {
        let name = &property.name;
        serde.push(parse_quote!(rename = #name));
    }
    for attribute in field.attrs.iter().filter(|a| a.path().is_ident("serde")) {
        let metas =
            attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).map_err(
                |e| format!("an attribute of progenitor's `{}.{}`: {e}", item.name, property.rust),
            )?;
        // How it is read is said elsewhere.
        let writing = metas
            .into_iter()
            .filter(|m| !(m.path().is_ident("default") || m.path().is_ident("deserialize_with")));
        serde.extend(writing.map(|meta| shorten_path(document, meta)));
    }
    field.attrs = docs(&field_text(property));
    if !serde.is_empty() {
        field.attrs.push(parse_quote!(#[serde(#(#serde),*)]));
    }
    Ok(())
}

/// `"::std::option::Option::is_none"` as `"Option::is_none"`: inside of a string, where [`rust::print`] does not look.
fn shorten_path(document: &Document, mut meta: Meta) -> Meta {
    if let Meta::NameValue(pair) = &mut meta
        && pair.path.is_ident("skip_serializing_if")
        && let syn::Expr::Lit(literal) = &mut pair.value
        && let Lit::Str(text) = &literal.lit
        && let Ok(path) = text.parse::<syn::Path>()
    {
        let path = rust::short_path(&path, &rust::names(document));
        literal.lit = parse_quote!(#path);
    }
    meta
}

/// A type's description, and whether it is deprecated.
fn type_text(item: &Named) -> String {
    described(&item.description, item.deprecated, || format!("The schema `{}`.", item.name))
}

/// A property's description, its name on the wire where Rust's differs, and its marks.
fn field_text(property: &Property) -> String {
    let nothing = || format!("The property {}.", rust::code(&property.name));
    let mut text = described(&property.description, property.deprecated, nothing);
    if property.rust != property.name {
        text.push_str(&format!("\n\nOn the wire: {}.", rust::code(&property.name)));
    }
    text.push_str(&rust::marks(&property.marks, "\n\n"));
    text
}

/// A description, or what stands in its place where there is none, and whether the thing is deprecated.
fn described(description: &str, deprecated: bool, nothing: impl FnOnce() -> String) -> String {
    let mut text = rust::markdown(description);
    if text.is_empty() {
        text = nothing();
    }
    if deprecated {
        text.push_str("\n\nDeprecated.");
    }
    text
}

/// An enum with a variant for each schema of a union, and one for what fits none.
fn union_enum(document: &Document, item: &Named, union: &Union) -> Item {
    let name = ident(&item.name);
    let text = docs(&type_text(item));
    let variants = union.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let mut ty = rust::ty(&variant.schema);
        if holds(document, &variant.schema, &item.name, &mut BTreeSet::new()) {
            ty = parse_quote!(::std::boxed::Box<#ty>);
        }
        let tags: Vec<String> = variant.tags.iter().map(|tag| rust::code(tag)).collect();
        let text = docs(&match (&union.discriminator, &variant.schema) {
            (Some(property), _) => format!("{} is {}.", rust::code(property), tags.join(" or ")),
            (None, Schema::Named(schema)) => format!("The schema {}.", rust::code(schema)),
            (None, _) => "One of the documented schemas.".to_owned(),
        });
        quote!(#(#text)* #name(#ty),)
    });
    parse_quote! {
        #(#text)*
        #[derive(Clone, PartialEq)]
        #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
        #[cfg_attr(feature = "schemars", schemars(untagged))]
        #[allow(clippy::large_enum_variant, reason = "a box would be in the way of every match")]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that fits none of these, as it was sent.
            Unknown(::progenitor_client::Value),
        }
    }
}

/// Whether a value of a schema holds one of this type with no list or map between.
fn holds<'d>(
    document: &'d Document,
    schema: &'d Schema,
    name: &str,
    seen: &mut BTreeSet<&'d str>,
) -> bool {
    match document.resolve(schema) {
        Schema::Named(inner) if inner == name => true,
        Schema::Named(inner) if seen.insert(inner) => {
            let parts = document.named(inner).map(|t| t.shape.schemas());
            let mut parts = parts.into_iter().flatten();
            parts.any(|part| holds(document, part, name, seen))
        }
        _ => false,
    }
}

/// How a union is read, for the runtime's macro: one line for each variant.
fn union_reading(item: &Named, union: &Union, secrets: &BTreeSet<String>) -> Item {
    let name = ident(&item.name);
    let by = union.discriminator.iter().map(|property| quote!(by #property));
    let secret = secrets.contains(&item.name).then(|| quote!(as secret));
    let rows = union.variants.iter().map(|variant| {
        let (name, tags) = (ident(&variant.name), &variant.tags);
        let tags = (!tags.is_empty()).then(|| quote!(= #(#tags)|*));
        quote!(#name #tags,)
    });
    parse_quote! {
        progenitor_client::union! {
            #name #(#by)* #secret {
                #(#rows)*
            }
        }
    }
}

/// Whether a struct has `new`: where `Default` cannot make it, and wherever a request takes it.
fn needs_new(object: &Object, uses: Uses) -> bool {
    uses.in_request || object.properties.iter().any(|p| !p.is_optional())
}

/// `new` with the required fields, and, for a type that requests take, a setter for each of the others.
fn constructors(object: &Object, uses: Uses, found: &ItemStruct) -> Option<Item> {
    if !needs_new(object, uses) {
        return None;
    }
    let name = &found.ident;
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    let mut setters = Vec::new();
    for (property, field) in object.properties.iter().zip(&found.fields) {
        let field_name = ident(&property.rust);
        let setter = Setter::of(property, &field.ty);
        if property.required && !property.schema.is_nullable() {
            let (declared, value) = setter.argument(&field_name);
            arguments.push(quote!(#field_name: #declared));
            let shorthand = rust::tokens(&value) == rust::tokens(&field_name);
            values.push(if shorthand { value } else { quote!(#field_name: #value) });
            continue;
        }
        values.push(quote!(#field_name: ::std::option::Option::None));
        if uses.in_request {
            setters.extend(setter.method(&field_name));
        }
    }
    let lint = (arguments.len() > 7).then(|| {
        quote!(#[expect(clippy::too_many_arguments, reason = "the object has as many required fields")])
    });
    let new = docs(match arguments.is_empty() {
        true => "Creates a value without optional fields.",
        false => "Creates a value with the required fields.",
    });
    Some(parse_quote! {
        impl #name {
            #(#new)*
            #lint
            #[must_use]
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values,)* extra: ::progenitor_client::Extra::default() }
            }
            #(#setters)*
        }
    })
}

/// How a field of a type is set.
struct Setter {
    /// The type without `Option` and `Box`.
    bare: Type,
    boxed: bool,
    /// Whether it takes null.
    tells_null: bool,
}

impl Setter {
    fn of(property: &Property, ty: &Type) -> Self {
        let mut bare = ty;
        while let Some(inner) = rust::argument_of(bare, "Option") {
            bare = inner;
        }
        let inner = rust::argument_of(bare, "Box");
        Self {
            bare: inner.unwrap_or(bare).clone(),
            boxed: inner.is_some(),
            tells_null: property.tells_null,
        }
    }

    /// The type of an argument of this name, and the field's value made of it.
    fn argument(&self, name: &Ident) -> (Type, TokenStream) {
        let bare = &self.bare;
        let is_text = rust::in_types(bare) == rust::in_types(&parse_quote!(::std::string::String));
        let (declared, value) = match is_text {
            true => (parse_quote!(impl ::std::convert::Into<#bare>), quote!(#name.into())),
            false => (bare.clone(), name.to_token_stream()),
        };
        match self.boxed {
            true => (declared, quote!(::std::boxed::Box::new(#value))),
            false => (declared, value),
        }
    }

    fn method(&self, name: &Ident) -> Option<TokenStream> {
        let (mut declared, mut value) = self.argument(name);
        if self.tells_null {
            let bare = &self.bare;
            declared = parse_quote!(::std::option::Option<#bare>);
            value = match self.boxed {
                true => quote!(#name.map(::std::boxed::Box::new)),
                false => name.to_token_stream(),
            };
        }
        let more = if self.tells_null { " `None` sends null." } else { "" };
        rust::setter(name, &declared, &value, more)
    }
}

/// Another name for a list, a map or a scalar.
fn alias(item: &Named, target: &Schema) -> Item {
    let name = ident(&item.name);
    let text = docs(&type_text(item));
    let target = rust::ty(target);
    parse_quote!(#(#text)* pub type #name = #target;)
}

/// An open enum, written out for the runtime's macro.
fn open_enum(item: &Named, values: &Enum) -> Item {
    let name = ident(&item.name);
    let text: Vec<Attribute> = docs(&type_text(item));
    let variants = values.values.iter().map(|value| {
        let variant = ident(&value.variant);
        let text = docs(&rust::code(&value.value));
        let word = &value.value;
        // An enum of numbers is written in digits here, and as numbers in JSON.
        let number = match values.base {
            EnumBase::String => value.integer.map(Literal::i64_unsuffixed),
            EnumBase::Integer | EnumBase::Number => word.parse().ok(),
        };
        let number = number.map(|number| quote!(| #number));
        quote!(#(#text)* #variant = #word #number,)
    });
    parse_quote! {
        progenitor_client::open_enum! {
            #(#text)*
            pub enum #name {
                #(#variants)*
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::generate::testing::{compiles, lines, operation};
    use crate::generate::{progenitor, rust};
    use crate::spec::Spec;

    /// The module `types` with these schemas, from the line that holds `from`.
    #[track_caller]
    fn types(responses: &str, schemas: &str, from: &str) -> String {
        let spec = operation("get", "/x", responses, schemas);
        compiles(&spec);
        let output = progenitor::run(&spec.document).expect("progenitor takes it");
        let file = super::types(&spec, &output).expect("its output is as asked for");
        lines(&rust::print("it", &file), from, "never")
    }

    #[test]
    fn a_struct_has_the_pages_order_and_names_of_its_own() {
        let outer = "Outer: {type: object, description: O., required: [type], properties: {zebra: {type: number, format: decimal, description: Z.}, type: {type: string, description: T.}, SCIMEnabled: {type: boolean, description: S.}, tags: {type: array, items: {type: string, format: password}, description: Secrets.}, parent: {$ref: '#/components/schemas/Outer'}}}";
        assert_snapshot!(types("", outer, "/// O."), @r#"
        /// O.
        #[derive(::serde::Serialize, Clone, Debug, PartialEq)]
        #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
        #[non_exhaustive]
        pub struct Outer {
            /// Z.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub zebra: Option<Decimal>,
            /// T.
            ///
            /// On the wire: `type`.
            #[serde(rename = "type")]
            pub type_: String,
            /// S.
            ///
            /// On the wire: `SCIMEnabled`.
            #[serde(rename = "SCIMEnabled", skip_serializing_if = "Option::is_none")]
            pub scim_enabled: Option<bool>,
            /// Secrets.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub tags: Option<Vec<Secret>>,
            /// The property `parent`.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub parent: Option<Box<Outer>>,
            /// Undocumented fields, as they were sent.
            #[serde(flatten)]
            pub extra: Extra,
        }

        impl Outer {
            /// Creates a value with the required fields.
            #[must_use]
            pub fn new(type_: impl Into<String>) -> Self {
                Self {
                    zebra: None,
                    type_: type_.into(),
                    scim_enabled: None,
                    tags: None,
                    parent: None,
                    extra: Extra::default(),
                }
            }
        }

        progenitor_client::object! {
            Outer: "an object that holds secrets" {
                zebra = "zebra",
                type_ = "type",
                scim_enabled = "SCIMEnabled",
                tags = "tags" as secret,
                parent = "parent" as secret,
            }
        }
        "#);
    }

    #[test]
    fn a_response_tells_errors_in_disguise_and_blanks() {
        let responses = "responses: {'200': {description: It., x-error-when: {absent: [/id], present: [/why/deep]}, content: {application/json: {schema: {$ref: '#/components/schemas/Outer'}}}}}";
        let outer = "Outer: {type: object, description: O., properties: {id: {type: string, description: I.}, why: {description: W.}}}";
        assert_snapshot!(types(responses, outer, "Answer for Outer"), @r#"
        impl ::progenitor_client::Answer for Outer {
            fn is_error(&self) -> bool {
                (self
                    .why
                    .as_ref()
                    .is_some_and(|value| value.get("deep").is_some_and(|value| !value.is_null()))
                    || self
                        .extra
                        .get("why")
                        .and_then(|value| value.get("deep"))
                        .is_some_and(|value| !value.is_null()))
                    && !(self.id.is_some()
                        || self.extra.get("id").is_some_and(|value| !value.is_null()))
            }
            fn is_blank(&self) -> bool {
                self.extra.stands_alone()
            }
        }
        "#);
    }

    #[test]
    fn a_union_has_a_variant_for_each_schema_and_one_for_others() {
        let pet = "
Pet:
  description: A pet.
  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
  discriminator: {propertyName: kind, mapping: {feline: '#/components/schemas/Cat', tiger: '#/components/schemas/Cat'}}
Cat: {type: object, description: C., properties: {kind: {type: string, description: K.}, lives: {type: integer, description: L.}}}
Dog: {type: object, description: D., properties: {kind: {type: string, description: K.}, friend: {$ref: '#/components/schemas/Pet'}}}
";
        assert_snapshot!(types("", pet, "/// A pet."), @r#"
        /// A pet.
        #[derive(Clone, PartialEq)]
        #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
        #[cfg_attr(feature = "schemars", schemars(untagged))]
        #[allow(clippy::large_enum_variant, reason = "a box would be in the way of every match")]
        #[non_exhaustive]
        pub enum Pet {
            /// `kind` is `feline` or `tiger`.
            Cat(Cat),
            /// `kind` is `Dog`.
            Dog(Box<Dog>),
            /// A value that fits none of these, as it was sent.
            Unknown(Value),
        }

        progenitor_client::union! {
            Pet by "kind" {
                Cat = "feline" | "tiger",
                Dog = "Dog",
            }
        }

        /// C.
        #[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
        #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
        #[non_exhaustive]
        pub struct Cat {
            /// K.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub kind: Option<String>,
            /// L.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub lives: Option<i64>,
            /// Undocumented fields, as they were sent.
            #[serde(flatten)]
            pub extra: Extra,
        }

        progenitor_client::object! {
            Cat: "an object" {
                kind = "kind",
                lives = "lives",
            }
        }

        /// D.
        #[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
        #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
        #[non_exhaustive]
        pub struct Dog {
            /// K.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub kind: Option<String>,
            /// The property `friend`.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub friend: Option<Pet>,
            /// Undocumented fields, as they were sent.
            #[serde(flatten)]
            pub extra: Extra,
        }

        progenitor_client::object! {
            Dog: "an object" {
                kind = "kind",
                friend = "friend",
            }
        }
        "#);
    }

    #[test]
    fn a_union_of_scalars_needs_no_names() {
        let id = "Id: {description: I., anyOf: [{type: integer}, {type: string, format: date-time}, {type: string}, {type: array, items: {$ref: '#/components/schemas/Id'}}]}";
        assert_snapshot!(types("", id, "/// I."), @r#"
        /// I.
        #[derive(Clone, PartialEq)]
        #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
        #[cfg_attr(feature = "schemars", schemars(untagged))]
        #[allow(clippy::large_enum_variant, reason = "a box would be in the way of every match")]
        #[non_exhaustive]
        pub enum Id {
            /// One of the documented schemas.
            Integer(i64),
            /// One of the documented schemas.
            DateTime(Timestamp),
            /// One of the documented schemas.
            String(String),
            /// One of the documented schemas.
            Array(Vec<Id>),
            /// A value that fits none of these, as it was sent.
            Unknown(Value),
        }

        progenitor_client::union! {
            Id {
                Integer,
                DateTime,
                String,
                Array,
            }
        }
        "#);
    }

    #[test]
    fn requests_have_a_type_of_their_own_where_it_differs() {
        let written = "requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Outer'}}}}\nresponses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Outer'}}}}}";
        let outer = "Outer: {type: object, description: O., required: [id, name], properties: {id: {type: string, description: I., readOnly: true}, name: {type: string, description: N.}, key: {type: string, format: password, description: K., writeOnly: true}, note: {type: string, description: T., nullable: true}, inner: {$ref: '#/components/schemas/Inner'}}}\nInner: {type: object, description: In., properties: {id: {type: string, description: I.}}}";
        let spec = operation("patch", "/x", written, outer);
        let output = progenitor::run(&spec.document).expect("progenitor takes it");
        let file = super::types(&spec, &output).expect("its output is as asked for");
        assert_snapshot!(lines(&rust::print("it", &file), "/// O.", "/// In."), @r#"
        /// O.
        #[derive(::serde::Serialize, Clone, Debug, PartialEq)]
        #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
        #[non_exhaustive]
        pub struct Outer {
            /// I.
            pub id: String,
            /// N.
            pub name: String,
            /// T.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub note: Option<String>,
            /// The property `inner`.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub inner: Option<Inner>,
            /// Undocumented fields, as they were sent.
            #[serde(flatten)]
            pub extra: Extra,
        }

        impl Outer {
            /// Creates a value with the required fields.
            #[must_use]
            pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
                Self {
                    id: id.into(),
                    name: name.into(),
                    note: None,
                    inner: None,
                    extra: Extra::default(),
                }
            }
        }

        progenitor_client::object! {
            Outer: "an object" {
                id = "id",
                name = "name",
                note = "note",
                inner = "inner",
            }
        }

        impl ::progenitor_client::Answer for Outer {
            fn is_blank(&self) -> bool {
                self.extra.stands_alone()
            }
        }

        /// O.
        #[derive(::serde::Serialize, Clone, Debug, PartialEq)]
        #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
        #[non_exhaustive]
        pub struct OuterRequest {
            /// N.
            pub name: String,
            /// K.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub key: Option<Secret>,
            /// T.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub note: Option<Option<String>>,
            /// The property `inner`.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub inner: Option<Inner>,
            /// Undocumented fields, as they were sent.
            #[serde(flatten)]
            pub extra: Extra,
        }

        impl OuterRequest {
            /// Creates a value with the required fields.
            #[must_use]
            pub fn new(name: impl Into<String>) -> Self {
                Self {
                    name: name.into(),
                    key: None,
                    note: None,
                    inner: None,
                    extra: Extra::default(),
                }
            }
            /// Sets `key`.
            #[must_use]
            pub fn key(mut self, key: Secret) -> Self {
                self.key = Some(key);
                self
            }
            /// Sets `note`. `None` sends null.
            #[must_use]
            pub fn note(mut self, note: Option<String>) -> Self {
                self.note = Some(note);
                self
            }
            /// Sets `inner`.
            #[must_use]
            pub fn inner(mut self, inner: Inner) -> Self {
                self.inner = Some(inner);
                self
            }
        }

        progenitor_client::object! {
            OuterRequest: "an object that holds secrets" {
                name = "name",
                key = "key" as secret,
                note = "note" as nullable,
                inner = "inner",
            }
        }

        impl ::progenitor_client::Answer for OuterRequest {
            fn is_blank(&self) -> bool {
                self.extra.stands_alone()
            }
        }

        /// In.
        "#);
        compiles(&spec);
    }

    #[test]
    fn every_schema_can_be_a_body() {
        let schemas = "
Either: {description: E., oneOf: [{$ref: '#/components/schemas/Thing'}, {type: string}]}
Free: {type: object, description: F., additionalProperties: true}
Level: {type: integer, description: L., enum: [1, 2]}
";
        let bodies = [
            "{$ref: '#/components/schemas/Either'}",
            "{$ref: '#/components/schemas/Free'}",
            "{$ref: '#/components/schemas/Level'}",
            "{type: array, items: {$ref: '#/components/schemas/Either'}}",
            "{type: object, additionalProperties: {$ref: '#/components/schemas/Either'}}",
            "{type: object, additionalProperties: true}",
            "{type: array, items: {type: string, nullable: true}}",
            "{type: string, format: date}",
            "{type: string, format: byte}",
            "{type: integer, format: unix-time}",
            "{type: number, format: decimal}",
            "{oneOf: [{type: integer}, {type: string}]}",
        ];
        let operation = |(index, schema): (usize, &&str)| {
            let content = format!("content: {{application/json: {{schema: {schema}}}}}");
            format!(
                "/b{index}:\n  patch:\n    operationId: b{index}\n    summary: Does.\n    requestBody: {{required: true, {content}}}\n    responses: {{'200': {{description: It., {content}}}}}\n"
            )
        };
        let paths: String = bodies.iter().enumerate().map(operation).collect();
        compiles(&crate::generate::testing::spec(&paths, schemas));
    }

    #[test]
    fn an_enum_of_numbers_has_both() {
        let share = "Share: {type: number, description: How much., enum: [0.5, -1]}";
        assert_snapshot!(types("", share, "open_enum"), @r#"
        progenitor_client::open_enum! {
            /// How much.
            pub enum Share {
                /// `0.5`
                X05 = "0.5" | 0.5,
                /// `-1`
                Minus1 = "-1" | -1,
            }
        }
        "#);
    }

    /// `UPDATE=1` writes them.
    #[test]
    fn the_types_of_the_runtimes_tests_are_up_to_date() {
        let folder =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/runtime/tests/types");
        let read = |name: &str| {
            std::fs::read_to_string(folder.join(name)).expect("a file of the repository")
        };
        let file = "crates/runtime/tests/types/openapi.yaml";
        let (document, _) =
            crate::spec::document(file, &read("openapi.yaml")).expect("a good spec");
        let spec = Spec {
            provider: "kinds".to_owned(),
            document,
            samples: Vec::new(),
            inventory: Default::default(),
        };
        compiles(&spec);
        let output = progenitor::run(&spec.document).expect("progenitor takes it");
        let types = super::types(&spec, &output).expect("its output is as asked for");
        let types = lines(&rust::print(file, &types), "//! The types", "never") + "\n";
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(folder.join("types.rs"), &types).expect("it can be written");
        }
        assert!(
            types == read("types.rs"),
            "run this test again with UPDATE=1, and review {file} and `types.rs`"
        );
    }

    #[test]
    fn an_enum_is_open() {
        let state = "State: {type: string, description: How., enum: ['credit_hold', 'a\"b']}";
        assert_snapshot!(types("", state, "open_enum"), @r#"
        progenitor_client::open_enum! {
            /// How.
            pub enum State {
                /// `credit_hold`
                CreditHold = "credit_hold",
                /// `a"b`
                AB = "a\"b",
            }
        }
        "#);
    }
}
