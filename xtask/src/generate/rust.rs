//! Pieces of Rust that several generated modules need: the types of schemas, how arguments are passed, docs, printing.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Expr, GenericArgument, Ident, Item, PathArguments, Type, parse_quote};

use crate::spec::{
    Document, Kind, Location, Mark, Marks, Operation, Parameter, Scalar, Schema, Shape,
};

/// A name of the model as a Rust identifier.
pub fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// The type of a value, with full paths; [`print()`] shortens them.
pub fn ty(schema: &Schema) -> Type {
    match schema {
        Schema::Any => parse_quote!(::progenitor_client::Value),
        Schema::Scalar(scalar) => scalar_type(*scalar),
        Schema::List(items) => {
            let items = ty(items);
            parse_quote!(::std::vec::Vec<#items>)
        }
        Schema::Map(values) if **values == Schema::Any => parse_quote!(::progenitor_client::Object),
        Schema::Map(values) => {
            let values = ty(values);
            parse_quote!(::std::collections::BTreeMap<::std::string::String, #values>)
        }
        Schema::Named(name) => {
            let name = ident(name);
            parse_quote!(crate::types::#name)
        }
        Schema::Nullable(inner) => {
            let inner = ty(inner);
            parse_quote!(::std::option::Option<#inner>)
        }
    }
}

fn scalar_type(scalar: Scalar) -> Type {
    let name = ident(scalar.rust());
    match scalar {
        Scalar::String => parse_quote!(::std::string::String),
        Scalar::Uuid => parse_quote!(::uuid::Uuid),
        _ if is_runtimes(scalar) => parse_quote!(::progenitor_client::#name),
        _ => parse_quote!(#name),
    }
}

/// Whether the type of a scalar is the runtime's. progenitor knows the others.
pub fn is_runtimes(scalar: Scalar) -> bool {
    !matches!(scalar.rust(), "bool" | "i32" | "i64" | "u64" | "f32" | "f64" | "String" | "Uuid")
}

/// How a method takes an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passing {
    /// As it is: numbers and booleans.
    Value,
    /// As `&str`.
    Text,
    /// As `&[T]`.
    Slice,
    /// As a reference.
    Reference,
}

/// An argument of a client's method. The one place that knows how arguments are passed.
pub struct Argument<'a> {
    pub parameter: &'a Parameter,
    pub name: Ident,
    /// The type of the value when it is owned: `String`, `i64`, `Vec<types::State>`.
    pub owned: Type,
    pub passing: Passing,
}

impl<'a> Argument<'a> {
    pub fn new(document: &Document, parameter: &'a Parameter) -> Self {
        Self {
            parameter,
            name: ident(&parameter.rust),
            owned: ty(&parameter.schema),
            passing: match document.resolve(&parameter.schema) {
                Schema::Scalar(
                    Scalar::Boolean
                    | Scalar::Int32
                    | Scalar::Int64
                    | Scalar::Uint64
                    | Scalar::Float
                    | Scalar::Double,
                ) => Passing::Value,
                Schema::Scalar(Scalar::String) => Passing::Text,
                Schema::List(_) => Passing::Slice,
                _ => Passing::Reference,
            },
        }
    }

    /// Its type in the method's signature.
    pub fn declared(&self) -> Type {
        let owned = &self.owned;
        match self.passing {
            Passing::Value => owned.clone(),
            Passing::Text => parse_quote!(&str),
            Passing::Slice => match argument_of(owned, "Vec") {
                Some(item) => parse_quote!(&[#item]),
                None => parse_quote!(&#owned),
            },
            Passing::Reference => parse_quote!(&#owned),
        }
    }

    /// The expression that passes a variable or a literal of the type [`Self::owned`].
    pub fn pass(&self, value: impl ToTokens) -> TokenStream {
        match self.passing {
            Passing::Value => quote!(#value),
            Passing::Text | Passing::Slice | Passing::Reference => quote!(&#value),
        }
    }
}

/// The arguments of an operation's method, in its order: the required parameters. The body, if there is one, comes after them,
/// and the options struct, if there is one, last.
pub fn arguments<'a>(document: &Document, operation: &'a Operation) -> Vec<Argument<'a>> {
    let required = operation.required().into_iter();
    required.map(|p| Argument::new(document, p)).collect()
}

/// The name of an operation's method, where the client has none of its own with that name.
pub fn method(operation: &Operation) -> Ident {
    match operation.id.as_str() {
        id @ ("builder" | "from_env" | "request" | "with") => ident(&format!("{id}_")),
        id => ident(id),
    }
}

/// The options struct of an operation with optional parameters: `ListAccounts`.
pub fn options(operation: &Operation) -> Option<Ident> {
    use heck::ToPascalCase;
    let any = operation.optional().next().is_some();
    let name = operation.id.to_pascal_case();
    let taken = AT_ROOT.contains(&name.as_str());
    any.then(|| ident(&if taken { name + "Options" } else { name }))
}

/// The names in the root of every crate, apart from the options structs.
const AT_ROOT: [&str; 22] = [
    "Base64", "CallOptions", "Client", "ClientBuilder", "ConfigError", "Credentials", "Date",
    "Decimal", "DecimalString", "DecodeError", "Error", "ErrorKind", "Extra", "MediaType",
    "Object", "ResponseValue", "Secret", "Timestamp", "Token", "UnixTime", "UnixTimeMs", "Value",
];

/// A name that no argument has.
pub fn free(arguments: &[Argument<'_>], name: &str) -> Ident {
    let mut name = name.to_owned();
    while arguments.iter().any(|a| a.name == name) {
        name.push('_');
    }
    ident(&name)
}

/// What progenitor's method takes for a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wire {
    /// A value of the parameter's type.
    Typed,
    /// The text that is sent: the public client writes it.
    Text,
}

impl Wire {
    pub fn of(document: &Document, parameter: &Parameter) -> Self {
        match document.resolve(&parameter.schema) {
            Schema::Scalar(Scalar::Secret) => Self::Text,
            Schema::List(_) if parameter.location != Location::Query => Self::Text,
            _ => Self::Typed,
        }
    }
}

/// An example value for a parameter, as text; nothing where a value is no single text.
pub fn example_text(document: &Document, parameter: &Parameter) -> Option<String> {
    match document.kind(&parameter.schema) {
        Kind::Scalar(scalar) => {
            let text = scalar.example().map(str::to_owned);
            Some(text.unwrap_or_else(|| format!("your {}", parameter.name)))
        }
        Kind::Enum(_, values) => {
            Some(values.values.first().map_or("431", |v| v.value.as_str()).to_owned())
        }
        _ => None,
    }
}

/// An example value, as the expression that an example passes for an argument: `"431"`, `431`, `&"…".parse()?`.
pub fn example(document: &Document, argument: &Argument<'_>) -> Expr {
    match (argument.passing, example_text(document, argument.parameter)) {
        (Passing::Text, Some(text)) => parse_quote!(#text),
        (Passing::Value, Some(text)) => {
            // The text of a boolean or a number is Rust's own.
            let value: TokenStream = text.parse().unwrap_or_default();
            parse_quote!(#value)
        }
        (Passing::Reference, Some(text)) => parse_quote!(&#text.parse()?),
        (Passing::Slice, _) => parse_quote!(&[]),
        (_, _) => parse_quote!(&::std::default::Default::default()),
    }
}

/// Attributes that every struct has.
pub fn struct_attributes() -> Vec<Attribute> {
    vec![
        parse_quote!(#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]),
        parse_quote!(#[non_exhaustive]),
    ]
}

/// The types with a secret in them, or in what they hold.
pub fn secrets(document: &Document) -> BTreeSet<String> {
    let nothing = BTreeSet::new();
    document.types_with(|t| t.shape.schemas().into_iter().any(|s| holds_secret(s, &nothing)))
}

/// Whether a secret may be in a value; `secrets` are the types with one.
pub fn holds_secret(schema: &Schema, secrets: &BTreeSet<String>) -> bool {
    match schema.nested().last() {
        Some(Schema::Scalar(scalar)) => *scalar == Scalar::Secret,
        Some(Schema::Named(name)) => secrets.contains(name),
        _ => false,
    }
}

/// The names that the module `types` defines.
pub fn names(document: &Document) -> BTreeSet<String> {
    document.types.iter().map(|t| t.name.clone()).collect()
}

/// The same schema with what its aliases stand for in their places.
pub fn unaliased(document: &Document, schema: &Schema) -> Schema {
    let inner = |schema: &Schema| Box::new(unaliased(document, schema));
    match schema {
        Schema::List(items) => Schema::List(inner(items)),
        Schema::Map(values) => Schema::Map(inner(values)),
        Schema::Nullable(value) => match unaliased(document, value) {
            nullable @ Schema::Nullable(_) => nullable,
            value => Schema::Nullable(Box::new(value)),
        },
        Schema::Named(name) => match document.named(name).map(|t| &t.shape) {
            Some(Shape::Alias(target)) => unaliased(document, target),
            _ => schema.clone(),
        },
        _ => schema.clone(),
    }
}

/// A method that sets a field that is an `Option`; none for a field that is called as a method that the struct has.
pub fn setter(field: &Ident, ty: &Type, value: &TokenStream, more: &str) -> Option<TokenStream> {
    let text = docs(&format!("Sets `{field}`.{more}"));
    (field != "new" && field != "clone").then(|| {
        quote! {
            #(#text)*
            #[must_use]
            pub fn #field(mut self, #field: #ty) -> Self {
                self.#field = ::std::option::Option::Some(#value);
                self
            }
        }
    })
}

/// A piece of Rust as text, for the settings of progenitor and for messages.
pub fn tokens(piece: &impl ToTokens) -> String {
    piece.to_token_stream().to_string()
}

/// The argument of a generic type of this name: `T` of `Option<T>`.
pub fn argument_of<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|s| s.ident == name)?;
    match &last.arguments {
        PathArguments::AngleBracketed(arguments) => match arguments.args.first()? {
            GenericArgument::Type(item) => Some(item),
            _ => None,
        },
        _ => None,
    }
}

/// The same type with `T` for each `Box<T>`.
pub fn unboxed(ty: &Type) -> Type {
    struct Unbox;
    impl VisitMut for Unbox {
        fn visit_type_mut(&mut self, ty: &mut Type) {
            while let Some(inner) = argument_of(ty, "Box") {
                *ty = inner.clone();
            }
            visit_mut::visit_type_mut(self, ty);
        }
    }
    let mut ty = ty.clone();
    Unbox.visit_type_mut(&mut ty);
    ty
}

/// A type as it is written in the module `types`, so that two can be compared.
pub fn in_types(ty: &Type) -> String {
    struct Simplify(Shorten);
    impl VisitMut for Simplify {
        fn visit_path_mut(&mut self, path: &mut syn::Path) {
            // In the methods, progenitor names the module without its place.
            if path.leading_colon.is_none()
                && path.segments.len() == 2
                && path.segments[0].ident == "types"
            {
                path.segments.insert(0, parse_quote!(crate));
            }
            visit_mut::visit_path_mut(self, path);
            self.0.shorten(path);
            if let Some(PathArguments::AngleBracketed(arguments)) =
                path.segments.last_mut().map(|s| &mut s.arguments)
            {
                arguments.args.pop_punct();
            }
        }
    }
    let mut ty = ty.clone();
    Simplify(Shorten::new(BTreeSet::new(), Module::Types)).visit_type_mut(&mut ty);
    tokens(&ty)
}

/// A path without generics as a person would write it, where the module defines none of the names that are `taken`.
pub fn short_path(path: &syn::Path, taken: &BTreeSet<String>) -> String {
    let mut path = path.clone();
    Shorten::new(taken.clone(), Module::Types).shorten(&mut path);
    let names: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
    let start = if path.leading_colon.is_some() { "::" } else { "" };
    format!("{start}{}", names.join("::"))
}

/// A text as a doc comment: one attribute for each line. It is Markdown; what a spec says goes through [`markdown`] first.
pub fn docs(text: &str) -> Vec<Attribute> {
    let lines = text.trim().lines().map(|line| match line {
        "" => String::new(),
        line => format!(" {line}"),
    });
    lines.map(|line| parse_quote!(#[doc = #line])).collect()
}

/// The same attribute for the module around it.
pub fn inner(mut attribute: Attribute) -> Attribute {
    attribute.style = syn::AttrStyle::Inner(Default::default());
    attribute
}

/// The marks of a property or a parameter as sentences, each after `gap`.
pub fn marks(marks: &Marks, gap: &str) -> String {
    let undocumented = marks.undocumented.as_ref().map(|m| ("Not on the provider's page", m));
    let differs = marks.differs.as_ref().map(|m| ("Differs from the provider's page", m));
    let sentence =
        |(what, mark): (&str, &Mark)| format!("{gap}{what}: {}.", markdown(&mark.reason));
    undocumented.into_iter().chain(differs).map(sentence).collect()
}

/// A text as a code span, whatever is in it.
pub fn code(text: &str) -> String {
    let text: String =
        text.chars().map(|c| if is_plain(c) { c } else { char::REPLACEMENT_CHARACTER }).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let blank = match text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) || text.is_empty()
    {
        true => " ",
        false => "",
    };
    format!("{fence}{blank}{text}{blank}{fence}")
}

/// Whether a character may stand in a source file: no control characters, and none that turn the direction of a line.
pub fn is_plain(c: char) -> bool {
    !(c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'))
}

/// A text of a spec as Markdown that shows the text: code spans stay, bare URLs become links, and whatever else Markdown or
/// rustdoc would take for HTML, a link, a list, a heading or a block of code is made plain. Paragraphs and lines stay.
pub fn markdown(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim) {
        let line: String = line.chars().map(|c| if is_plain(c) { c } else { ' ' }).collect();
        let line = line.trim();
        match line {
            "" if lines.last().is_none_or(String::is_empty) => {}
            line => lines.push(markdown_line(line)),
        }
    }
    lines.join("\n").trim_end().to_owned()
}

fn markdown_line(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len());
    // What begins a list, a heading, a quote, a table or a rule; a number before its full stop or bracket.
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mut rest = match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => {
            escaped.push_str(&line[..digits]);
            escaped.push('\\');
            &line[digits..]
        }
        _ => {
            if line.starts_with(['-', '+', '#', '=', '~', ':', '|']) {
                escaped.push('\\');
            }
            line
        }
    };
    // A code span ends on its line, or it is none.
    while let Some(start) = rest.find('`') {
        let ticks = rest[start..].bytes().take_while(|b| *b == b'`').count();
        let (before, fence) = (&rest[..start], &rest[start..start + ticks]);
        let after = &rest[start + ticks..];
        plain(before, &mut escaped);
        let end = after.find(fence).filter(|end| !after[end + ticks..].starts_with('`'));
        match end.filter(|end| *end > 0) {
            Some(end) => {
                escaped.push_str(&rest[start..start + ticks + end + ticks]);
                rest = &after[end + ticks..];
            }
            None => {
                escaped.extend(std::iter::repeat_n("\\`", ticks));
                rest = after;
            }
        }
    }
    plain(rest, &mut escaped);
    escaped
}

/// Text outside of code spans.
fn plain(text: &str, escaped: &mut String) {
    let mut rest = text;
    while let Some(start) = rest.find("http://").into_iter().chain(rest.find("https://")).min() {
        let url = &rest[start..];
        let end = url
            .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\\'))
            .unwrap_or(url.len());
        let url =
            url[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '*', '_']);
        special(&rest[..start], escaped);
        escaped.push_str(&format!("<{url}>"));
        rest = &rest[start + url.len()..];
    }
    special(rest, escaped);
}

fn special(text: &str, escaped: &mut String) {
    for c in text.chars() {
        if matches!(c, '<' | '>' | '[' | ']' | '\\' | '*' | '_' | '&' | '~' | '|') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
}

/// A module's text: the line that says where it comes from, then the code, with paths as a person would write them.
pub fn print(source: &str, file: &syn::File) -> String {
    let file = shorten(file.clone(), defined(&file.items), Module::Other);
    let mut text = format!("// {}\n", super::header(source));
    let head = syn::File { items: Vec::new(), ..file.clone() };
    text.push_str(&prettyplease::unparse(&head));
    let mut previous = None;
    for item in &file.items {
        let is_use = matches!(item, Item::Use(_));
        if previous != Some(true) || !is_use {
            text.push('\n');
        }
        previous = Some(is_use);
        text.push_str(&print_item(item));
    }
    text
}

/// An item. What is in a macro is printed as an item where it is one, and else with a line for each part between commas.
fn print_item(item: &Item) -> String {
    let unparse = |item: Item| {
        prettyplease::unparse(&syn::File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![item],
        })
    };
    let Item::Macro(item) = item else {
        return unparse(item.clone());
    };
    // A macro's definition has a name, and prettyplease prints it.
    if item.ident.is_some() {
        return unparse(Item::Macro(item.clone()));
    }
    let path = short_path(&item.mac.path, &BTreeSet::new());
    let inside = match syn::parse2::<Item>(item.mac.tokens.clone()) {
        Ok(inside) => unparse(inside),
        Err(_) => print_parts(item.mac.tokens.clone()) + "\n",
    };
    format!("{path}! {{\n{}}}\n", indent(&inside))
}

fn print_parts(tokens: TokenStream) -> String {
    let mut text = String::new();
    for token in tokens {
        let gap = if text.is_empty() || text.ends_with('\n') { "" } else { " " };
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let inside = print_parts(group.stream());
                text.push_str(&format!("{gap}{{\n{}}}", indent(&inside)));
            }
            TokenTree::Punct(punct) if punct.as_char() == ',' => text.push_str(",\n"),
            TokenTree::Punct(punct) if punct.as_char() == ':' => text.push(':'),
            token => text.push_str(&format!("{gap}{token}")),
        }
    }
    text
}

fn indent(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}

/// Shortens the paths of a module, and adds the imports that it then needs. `taken` are the names that it defines.
pub fn shorten(mut file: syn::File, taken: BTreeSet<String>, module: Module) -> syn::File {
    let mut shorten = Shorten::new(taken, module);
    shorten.visit_file_mut(&mut file);
    let tree = |item: &Item| match item {
        Item::Use(item) => Some(tokens(&item.tree)),
        _ => None,
    };
    let present: BTreeSet<String> = file.items.iter().filter_map(tree).collect();
    let mut imports = shorten.imports();
    imports.retain(|item| tree(item).is_none_or(|tree| !present.contains(&tree)));
    file.items.splice(0..0, imports);
    file
}

/// The names that items define, those in a macro included.
fn defined(items: &[Item]) -> BTreeSet<String> {
    fn name(item: &Item) -> Option<String> {
        match item {
            Item::Struct(item) => Some(item.ident.to_string()),
            Item::Enum(item) => Some(item.ident.to_string()),
            Item::Type(item) => Some(item.ident.to_string()),
            Item::Macro(item) => name(&syn::parse2(item.mac.tokens.clone()).ok()?),
            _ => None,
        }
    }
    items.iter().filter_map(name).collect()
}

/// The module that code is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Module {
    Types,
    Other,
}

/// The names that generated modules use unqualified, and where they come from.
const IMPORTS: [(&str, &[&str]); 3] = [
    ("std::collections", &["BTreeMap"]),
    (
        "progenitor_client",
        &[
            "Base64", "Date", "Decimal", "DecimalString", "Extra", "File", "Object", "Secret",
            "Timestamp", "UnixTime", "UnixTimeMs", "Value",
        ],
    ),
    ("uuid", &["Uuid"]),
];

/// Types and traits of the prelude, which generated code spells out.
const PRELUDE: [[&str; 3]; 7] = [
    ["std", "boxed", "Box"],
    ["std", "convert", "Into"],
    ["std", "default", "Default"],
    ["std", "option", "Option"],
    ["std", "result", "Result"],
    ["std", "string", "String"],
    ["std", "vec", "Vec"],
];

/// Shortens full paths to the names that a person would write, where the module defines no such name itself.
struct Shorten {
    taken: BTreeSet<String>,
    module: Module,
    used: BTreeSet<(&'static str, &'static str)>,
    uses_types: bool,
}

impl Shorten {
    fn new(taken: BTreeSet<String>, module: Module) -> Self {
        Self { taken, module, used: BTreeSet::new(), uses_types: false }
    }

    fn imports(&self) -> Vec<Item> {
        let import = |(root, _): &(&str, &[&str])| -> Option<Item> {
            let names: Vec<Ident> =
                self.used.iter().filter(|(r, _)| r == root).map(|(_, name)| ident(name)).collect();
            let root: syn::Path = syn::parse_str(root).ok()?;
            match names.as_slice() {
                [] => None,
                [name] => Some(parse_quote!(use #root::#name;)),
                names => Some(parse_quote!(use #root::{#(#names),*};)),
            }
        };
        let types = self.uses_types.then(|| {
            parse_quote!(
                use crate::types;
            )
        });
        IMPORTS.iter().filter_map(import).chain(types).collect()
    }

    /// How many of a path's last segments are enough, if that is not all.
    fn keep(&mut self, names: &[&str]) -> Option<usize> {
        let free = |name: &str| !self.taken.contains(name);
        match names {
            ["std", "option", "Option", variant @ ("Some" | "None")] if free(variant) => Some(1),
            ["std", "result", "Result", variant @ ("Ok" | "Err")] if free(variant) => Some(1),
            ["std", "option", "Option", _] if free("Option") => Some(2),
            ["progenitor_client", "Extra", "default"] if free("Extra") => {
                self.used.insert(("progenitor_client", "Extra"));
                Some(2)
            }
            [.., name] if PRELUDE.iter().any(|path| path == names) && free(name) => Some(1),
            ["crate", "types", _] if self.module == Module::Types => Some(1),
            // In its methods, progenitor names the module without its place.
            ["types", _] | ["crate", "types", _] => {
                self.uses_types = true;
                Some(2)
            }
            [root @ .., name] if free(name) => {
                let root = root.join("::");
                let (root, names) = IMPORTS.iter().find(|(r, _)| *r == root)?;
                self.used.insert((root, names.iter().find(|n| *n == name)?));
                Some(1)
            }
            _ => None,
        }
    }
}

impl Shorten {
    fn shorten(&mut self, path: &mut syn::Path) {
        let names: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        if let Some(keep) = self.keep(&names) {
            path.leading_colon = None;
            path.segments = path.segments.iter().skip(names.len() - keep).cloned().collect();
        }
    }
}

impl VisitMut for Shorten {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        visit_mut::visit_path_mut(self, path);
        self.shorten(path);
    }

    fn visit_item_mod_mut(&mut self, module: &mut syn::ItemMod) {
        if let Some((_, items)) = &mut module.content {
            let mut shorten = Self::new(defined(items), self.module);
            items.iter_mut().for_each(|item| shorten.visit_item_mut(item));
            items.splice(0..0, shorten.imports());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{code, markdown};
    use crate::generate::testing::{compiles, documents, operation, spec};

    #[test]
    fn a_text_is_markdown_that_shows_the_text() {
        for (text, expected) in [
            ("A name.", "A name."),
            ("a_b * c", r"a\_b \* c"),
            ("A <b>list[x]</b>, not `a<b>`.", r"A \<b\>list\[x\]\</b\>, not `a<b>`."),
            (
                "(https://example.com/names), and https://a.b/c_d.",
                "(<https://example.com/names>), and <https://a.b/c_d>.",
            ),
            ("First.\nhttps://example.com.", "First.\n<https://example.com>."),
            (
                "- a\n+ b\n# c\n> d\n1. e\n2) f\n--- g",
                r"\- a
\+ b
\# c
\> d
1\. e
2\) f
\--- g",
            ),
            ("    code\n\n\n\n  more", "code\n\nmore"),
            ("one ` tick, ``two``", r"one \` tick, ``two``"),
            ("```\nfenced\n```", "\\`\\`\\`\nfenced\n\\`\\`\\`"),
            ("*/ \u{202e}evil\u{0} \u{feff}", r"\*/  evil"),
            ("&amp; ~x~ |y|", r"\&amp; \~x\~ \|y\|"),
        ] {
            assert_eq!(markdown(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_code_span_holds_any_text() {
        for (text, expected) in [
            ("a", "`a`"),
            ("", "`  `"),
            ("a`b", "``a`b``"),
            ("`", "`` ` ``"),
            ("a\nb", "`a\u{fffd}b`"),
        ] {
            assert_eq!(code(text), expected, "{text:?}");
        }
    }

    /// A type of a spec takes the name of one that is imported otherwise, in a macro too.
    #[test]
    fn no_type_clashes_with_an_import() {
        let schemas = "
Object: {type: string, description: One., enum: [a]}
Extra: {type: string, description: Two., enum: [a]}
Value: {oneOf: [{type: string}, {type: integer}], description: Three.}
Decimal: {type: object, description: Four., properties: {amount: {type: number, format: decimal, description: Five.}}}
Holder:
  type: object
  description: Six.
  properties:
    object: {$ref: '#/components/schemas/Object'}
    extra: {$ref: '#/components/schemas/Extra'}
    value: {$ref: '#/components/schemas/Value'}
    decimal: {$ref: '#/components/schemas/Decimal'}
    free: {type: object, additionalProperties: true, description: Seven.}
    any: {description: Eight.}
";
        let paths = "
/holder:
  get:
    operationId: get_holder
    summary: Reads it.
    responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Holder'}}}}}
";
        compiles(&spec(paths, schemas));
    }

    #[test]
    fn no_text_of_a_spec_breaks_code_or_its_documentation() {
        let texts = [
            "\"quoted\" \\ {braces} {{x}} */ /* `tick",
            "<div> [link] [`Nothing`] ![image](x) https://example.com/a?b=c&d",
            "1. one\n\n    indented\n\n```\nfenced\n\n- list\n| a | b |\n|---|---|",
            "\u{202e}\u{feff}\u{0}\r\nIMPORTS {error} {methods} $x #y",
        ];
        let written = "parameters:\n  - {name: q, in: query, description: One., schema: {type: string}}\n  - {name: p, in: query, required: true, description: Two., schema: {$ref: '#/components/schemas/State'}}\n";
        let mut spec = operation(
            "get",
            "/things",
            written,
            "State: {type: string, description: How., enum: ['a\"b', 'c`d\\', \"e\\nf\", '*/']}",
        );
        let text = texts.join("\n");
        let document = &mut spec.document;
        document.title = text.clone();
        for item in &mut document.types {
            item.description = text.clone();
            if let crate::spec::Shape::Object(object) = &mut item.shape {
                object.properties.iter_mut().for_each(|p| p.description = text.clone());
            }
        }
        let operation = &mut document.operations[0];
        operation.summary = text.clone();
        operation.description = text.clone();
        operation.parameters.iter_mut().for_each(|p| p.description = text.clone());
        compiles(&spec);
        documents(&spec);
    }
}
