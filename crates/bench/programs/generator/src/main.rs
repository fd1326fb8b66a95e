//! Generates a client by progenitor, and does nothing else.

fn main() {
    let file = std::fs::File::open("openapi.json").unwrap();
    let spec = serde_json::from_reader(file).unwrap();
    let mut generator = progenitor::Generator::default();
    let tokens = generator.generate_tokens(&spec).unwrap();
    let file = syn::parse2(tokens).unwrap();
    println!("{}", prettyplease::unparse(&file));
}
