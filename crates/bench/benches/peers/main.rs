//! The same work as Bindery's, done with other libraries.

mod call;
mod hand;
mod plain;
mod xml;

fn main() -> std::process::ExitCode {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    let cases = [plain::cases(), hand::cases(), xml::cases(), call::cases()];
    bindery_bench::run(&cases.into_iter().flatten().collect::<Vec<_>>(), &arguments)
}

/// A provider's own body in JSON.
fn sample(provider: &str) -> &'static [u8] {
    match provider {
        "activeplatform" => {
            include_bytes!("../../../../specs/activeplatform/samples/get_account.json")
        }
        "metallic" => include_bytes!("../../../../specs/metallic/samples/get_account.json"),
        "sakari" => include_bytes!("../../../../specs/sakari/samples/get_account.json"),
        "sequence" => include_bytes!("../../../../specs/sequence/samples/get_account.json"),
        "twosms" => include_bytes!("../../../../specs/twosms/samples/get_account.json"),
        _ => panic!("{provider} has no sample here: add it"),
    }
}
