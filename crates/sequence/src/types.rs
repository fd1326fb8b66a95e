// Generated from specs/sequence/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The types of Sequence's request and response bodies.

use progenitor_client::{Extra, Timestamp};

/// A Sequence account.
#[derive(::serde::Serialize, Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Account {
    /// ID of the account. Usually a UUID, although this is undocumented.
    pub id: String,
    /// Creation time of the account, with or without fractions of a second.
    ///
    /// On the wire: `createdAt`.
    #[serde(rename = "createdAt")]
    pub created_at: Timestamp,
    /// ID of the organisation that owns the account.
    ///
    /// On the wire: `sequenceOrganisationId`.
    #[serde(rename = "sequenceOrganisationId")]
    pub sequence_organisation_id: String,
    /// Name of the company.
    ///
    /// On the wire: `companyName`.
    #[serde(rename = "companyName")]
    pub company_name: String,
    /// Registration number of the company. A string, because it may have leading zeros or letters.
    ///
    /// On the wire: `companyNumber`.
    #[serde(rename = "companyNumber")]
    pub company_number: String,
    /// Country in which the company is registered.
    pub country: Country,
    /// Whether Sequence sends notifications to the company's customers.
    ///
    /// On the wire: `sendCustomerNotifications`.
    #[serde(rename = "sendCustomerNotifications")]
    pub send_customer_notifications: bool,
    /// Email addresses that receive alerts. May be empty.
    ///
    /// On the wire: `alertEmailAddresses`.
    #[serde(rename = "alertEmailAddresses")]
    pub alert_email_addresses: Vec<String>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Account {
    /// Creates a value with the required fields.
    #[expect(
        clippy::too_many_arguments,
        reason = "the object has as many required fields"
    )]
    #[must_use]
    pub fn new(
        id: impl Into<String>,
        created_at: Timestamp,
        sequence_organisation_id: impl Into<String>,
        company_name: impl Into<String>,
        company_number: impl Into<String>,
        country: Country,
        send_customer_notifications: bool,
        alert_email_addresses: Vec<String>,
    ) -> Self {
        Self {
            id: id.into(),
            created_at,
            sequence_organisation_id: sequence_organisation_id.into(),
            company_name: company_name.into(),
            company_number: company_number.into(),
            country,
            send_customer_notifications,
            alert_email_addresses,
            extra: Extra::default(),
        }
    }
}

progenitor_client::object! {
    Account: "an object" {
        id = "id",
        created_at = "createdAt",
        sequence_organisation_id = "sequenceOrganisationId",
        company_name = "companyName",
        company_number = "companyNumber",
        country = "country",
        send_customer_notifications = "sendCustomerNotifications",
        alert_email_addresses = "alertEmailAddresses",
    }
}

impl ::progenitor_client::Answer for Account {
    fn is_blank(&self) -> bool {
        self.extra.stands_alone()
    }
}

/// One page of accounts.
#[derive(::serde::Serialize, Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct AccountList {
    /// The accounts, in Sequence's order.
    pub items: Vec<Account>,
    /// Cursors of the neighbouring pages.
    pub pagination: Pagination,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

impl AccountList {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new(items: Vec<Account>, pagination: Pagination) -> Self {
        Self {
            items,
            pagination,
            extra: Extra::default(),
        }
    }
}

progenitor_client::object! {
    AccountList: "an object" {
        items = "items",
        pagination = "pagination",
    }
}

impl ::progenitor_client::Answer for AccountList {
    fn is_blank(&self) -> bool {
        self.extra.stands_alone()
    }
}

/// Cursors of the neighbouring pages, and the size of the whole list.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Pagination {
    /// Cursor of the next page. Null or absent on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Cursor of the previous page. Null or absent on the first page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Number of accounts on all pages.
    ///
    /// On the wire: `totalResultSize`.
    #[serde(rename = "totalResultSize", skip_serializing_if = "Option::is_none")]
    pub total_result_size: Option<i64>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Pagination: "an object" {
        after = "after",
        before = "before",
        total_result_size = "totalResultSize",
    }
}

/// New values of an account.
#[derive(::serde::Serialize, Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct UpdateAccount {
    /// Name of the company behind the account.
    ///
    /// On the wire: `companyName`.
    #[serde(rename = "companyName", skip_serializing_if = "Option::is_none")]
    pub company_name: Option<String>,
    /// Number of the company in the register of its country.
    ///
    /// On the wire: `companyNumber`.
    #[serde(rename = "companyNumber", skip_serializing_if = "Option::is_none")]
    pub company_number: Option<String>,
    /// Country in which the company is registered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// Whether Sequence itself writes to the customers of the company.
    ///
    /// On the wire: `sendCustomerNotifications`.
    #[serde(
        rename = "sendCustomerNotifications",
        skip_serializing_if = "Option::is_none"
    )]
    pub send_customer_notifications: Option<bool>,
    /// Email addresses that receive alerts. Replaces the whole list.
    ///
    /// On the wire: `alertEmailAddresses`.
    #[serde(rename = "alertEmailAddresses")]
    pub alert_email_addresses: Vec<String>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

impl UpdateAccount {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new(alert_email_addresses: Vec<String>) -> Self {
        Self {
            company_name: None,
            company_number: None,
            country: None,
            send_customer_notifications: None,
            alert_email_addresses,
            extra: Extra::default(),
        }
    }
    /// Sets `company_name`.
    #[must_use]
    pub fn company_name(mut self, company_name: impl Into<String>) -> Self {
        self.company_name = Some(company_name.into());
        self
    }
    /// Sets `company_number`.
    #[must_use]
    pub fn company_number(mut self, company_number: impl Into<String>) -> Self {
        self.company_number = Some(company_number.into());
        self
    }
    /// Sets `country`.
    #[must_use]
    pub fn country(mut self, country: Country) -> Self {
        self.country = Some(country);
        self
    }
    /// Sets `send_customer_notifications`.
    #[must_use]
    pub fn send_customer_notifications(
        mut self,
        send_customer_notifications: bool,
    ) -> Self {
        self.send_customer_notifications = Some(send_customer_notifications);
        self
    }
}

progenitor_client::object! {
    UpdateAccount: "an object" {
        company_name = "companyName",
        company_number = "companyNumber",
        country = "country",
        send_customer_notifications = "sendCustomerNotifications",
        alert_email_addresses = "alertEmailAddresses",
    }
}

impl ::progenitor_client::Answer for UpdateAccount {
    fn is_blank(&self) -> bool {
        self.extra.stands_alone()
    }
}

progenitor_client::open_enum! {
    /// A country as an ISO 3166-1 alpha-2 code, or `XK` for Kosovo, which is not part of that standard.
    pub enum Country {
        /// `AD`
        Ad = "AD",
        /// `AE`
        Ae = "AE",
        /// `AF`
        Af = "AF",
        /// `AG`
        Ag = "AG",
        /// `AI`
        Ai = "AI",
        /// `AL`
        Al = "AL",
        /// `AM`
        Am = "AM",
        /// `AO`
        Ao = "AO",
        /// `AQ`
        Aq = "AQ",
        /// `AR`
        Ar = "AR",
        /// `AS`
        As = "AS",
        /// `AT`
        At = "AT",
        /// `AU`
        Au = "AU",
        /// `AW`
        Aw = "AW",
        /// `AX`
        Ax = "AX",
        /// `AZ`
        Az = "AZ",
        /// `BA`
        Ba = "BA",
        /// `BB`
        Bb = "BB",
        /// `BD`
        Bd = "BD",
        /// `BE`
        Be = "BE",
        /// `BF`
        Bf = "BF",
        /// `BG`
        Bg = "BG",
        /// `BH`
        Bh = "BH",
        /// `BI`
        Bi = "BI",
        /// `BJ`
        Bj = "BJ",
        /// `BL`
        Bl = "BL",
        /// `BM`
        Bm = "BM",
        /// `BN`
        Bn = "BN",
        /// `BO`
        Bo = "BO",
        /// `BQ`
        Bq = "BQ",
        /// `BR`
        Br = "BR",
        /// `BS`
        Bs = "BS",
        /// `BT`
        Bt = "BT",
        /// `BV`
        Bv = "BV",
        /// `BW`
        Bw = "BW",
        /// `BY`
        By = "BY",
        /// `BZ`
        Bz = "BZ",
        /// `CA`
        Ca = "CA",
        /// `CC`
        Cc = "CC",
        /// `CD`
        Cd = "CD",
        /// `CF`
        Cf = "CF",
        /// `CG`
        Cg = "CG",
        /// `CH`
        Ch = "CH",
        /// `CI`
        Ci = "CI",
        /// `CK`
        Ck = "CK",
        /// `CL`
        Cl = "CL",
        /// `CM`
        Cm = "CM",
        /// `CN`
        Cn = "CN",
        /// `CO`
        Co = "CO",
        /// `CR`
        Cr = "CR",
        /// `CU`
        Cu = "CU",
        /// `CV`
        Cv = "CV",
        /// `CW`
        Cw = "CW",
        /// `CX`
        Cx = "CX",
        /// `CY`
        Cy = "CY",
        /// `CZ`
        Cz = "CZ",
        /// `DE`
        De = "DE",
        /// `DJ`
        Dj = "DJ",
        /// `DK`
        Dk = "DK",
        /// `DM`
        Dm = "DM",
        /// `DO`
        Do = "DO",
        /// `DZ`
        Dz = "DZ",
        /// `EC`
        Ec = "EC",
        /// `EE`
        Ee = "EE",
        /// `EG`
        Eg = "EG",
        /// `EH`
        Eh = "EH",
        /// `ER`
        Er = "ER",
        /// `ES`
        Es = "ES",
        /// `ET`
        Et = "ET",
        /// `FI`
        Fi = "FI",
        /// `FJ`
        Fj = "FJ",
        /// `FK`
        Fk = "FK",
        /// `FM`
        Fm = "FM",
        /// `FO`
        Fo = "FO",
        /// `FR`
        Fr = "FR",
        /// `GA`
        Ga = "GA",
        /// `GB`
        Gb = "GB",
        /// `GD`
        Gd = "GD",
        /// `GE`
        Ge = "GE",
        /// `GF`
        Gf = "GF",
        /// `GG`
        Gg = "GG",
        /// `GH`
        Gh = "GH",
        /// `GI`
        Gi = "GI",
        /// `GL`
        Gl = "GL",
        /// `GM`
        Gm = "GM",
        /// `GN`
        Gn = "GN",
        /// `GP`
        Gp = "GP",
        /// `GQ`
        Gq = "GQ",
        /// `GR`
        Gr = "GR",
        /// `GS`
        Gs = "GS",
        /// `GT`
        Gt = "GT",
        /// `GU`
        Gu = "GU",
        /// `GW`
        Gw = "GW",
        /// `GY`
        Gy = "GY",
        /// `HK`
        Hk = "HK",
        /// `HM`
        Hm = "HM",
        /// `HN`
        Hn = "HN",
        /// `HR`
        Hr = "HR",
        /// `HT`
        Ht = "HT",
        /// `HU`
        Hu = "HU",
        /// `ID`
        Id = "ID",
        /// `IE`
        Ie = "IE",
        /// `IL`
        Il = "IL",
        /// `IM`
        Im = "IM",
        /// `IN`
        In = "IN",
        /// `IO`
        Io = "IO",
        /// `IQ`
        Iq = "IQ",
        /// `IR`
        Ir = "IR",
        /// `IS`
        Is = "IS",
        /// `IT`
        It = "IT",
        /// `JE`
        Je = "JE",
        /// `JM`
        Jm = "JM",
        /// `JO`
        Jo = "JO",
        /// `JP`
        Jp = "JP",
        /// `KE`
        Ke = "KE",
        /// `KG`
        Kg = "KG",
        /// `KH`
        Kh = "KH",
        /// `KI`
        Ki = "KI",
        /// `KM`
        Km = "KM",
        /// `KN`
        Kn = "KN",
        /// `KP`
        Kp = "KP",
        /// `KR`
        Kr = "KR",
        /// `KW`
        Kw = "KW",
        /// `KY`
        Ky = "KY",
        /// `KZ`
        Kz = "KZ",
        /// `LA`
        La = "LA",
        /// `LB`
        Lb = "LB",
        /// `LC`
        Lc = "LC",
        /// `LI`
        Li = "LI",
        /// `LK`
        Lk = "LK",
        /// `LR`
        Lr = "LR",
        /// `LS`
        Ls = "LS",
        /// `LT`
        Lt = "LT",
        /// `LU`
        Lu = "LU",
        /// `LV`
        Lv = "LV",
        /// `LY`
        Ly = "LY",
        /// `MA`
        Ma = "MA",
        /// `MC`
        Mc = "MC",
        /// `MD`
        Md = "MD",
        /// `ME`
        Me = "ME",
        /// `MF`
        Mf = "MF",
        /// `MG`
        Mg = "MG",
        /// `MH`
        Mh = "MH",
        /// `MK`
        Mk = "MK",
        /// `ML`
        Ml = "ML",
        /// `MM`
        Mm = "MM",
        /// `MN`
        Mn = "MN",
        /// `MO`
        Mo = "MO",
        /// `MP`
        Mp = "MP",
        /// `MQ`
        Mq = "MQ",
        /// `MR`
        Mr = "MR",
        /// `MS`
        Ms = "MS",
        /// `MT`
        Mt = "MT",
        /// `MU`
        Mu = "MU",
        /// `MV`
        Mv = "MV",
        /// `MW`
        Mw = "MW",
        /// `MX`
        Mx = "MX",
        /// `MY`
        My = "MY",
        /// `MZ`
        Mz = "MZ",
        /// `NA`
        Na = "NA",
        /// `NC`
        Nc = "NC",
        /// `NE`
        Ne = "NE",
        /// `NF`
        Nf = "NF",
        /// `NG`
        Ng = "NG",
        /// `NI`
        Ni = "NI",
        /// `NL`
        Nl = "NL",
        /// `NO`
        No = "NO",
        /// `NP`
        Np = "NP",
        /// `NR`
        Nr = "NR",
        /// `NU`
        Nu = "NU",
        /// `NZ`
        Nz = "NZ",
        /// `OM`
        Om = "OM",
        /// `PA`
        Pa = "PA",
        /// `PE`
        Pe = "PE",
        /// `PF`
        Pf = "PF",
        /// `PG`
        Pg = "PG",
        /// `PH`
        Ph = "PH",
        /// `PK`
        Pk = "PK",
        /// `PL`
        Pl = "PL",
        /// `PM`
        Pm = "PM",
        /// `PN`
        Pn = "PN",
        /// `PR`
        Pr = "PR",
        /// `PS`
        Ps = "PS",
        /// `PT`
        Pt = "PT",
        /// `PW`
        Pw = "PW",
        /// `PY`
        Py = "PY",
        /// `QA`
        Qa = "QA",
        /// `RE`
        Re = "RE",
        /// `RO`
        Ro = "RO",
        /// `RS`
        Rs = "RS",
        /// `RU`
        Ru = "RU",
        /// `RW`
        Rw = "RW",
        /// `SA`
        Sa = "SA",
        /// `SB`
        Sb = "SB",
        /// `SC`
        Sc = "SC",
        /// `SD`
        Sd = "SD",
        /// `SE`
        Se = "SE",
        /// `SG`
        Sg = "SG",
        /// `SH`
        Sh = "SH",
        /// `SI`
        Si = "SI",
        /// `SJ`
        Sj = "SJ",
        /// `SK`
        Sk = "SK",
        /// `SL`
        Sl = "SL",
        /// `SM`
        Sm = "SM",
        /// `SN`
        Sn = "SN",
        /// `SO`
        So = "SO",
        /// `SR`
        Sr = "SR",
        /// `SS`
        Ss = "SS",
        /// `ST`
        St = "ST",
        /// `SV`
        Sv = "SV",
        /// `SX`
        Sx = "SX",
        /// `SY`
        Sy = "SY",
        /// `SZ`
        Sz = "SZ",
        /// `TC`
        Tc = "TC",
        /// `TD`
        Td = "TD",
        /// `TF`
        Tf = "TF",
        /// `TG`
        Tg = "TG",
        /// `TH`
        Th = "TH",
        /// `TJ`
        Tj = "TJ",
        /// `TK`
        Tk = "TK",
        /// `TL`
        Tl = "TL",
        /// `TM`
        Tm = "TM",
        /// `TN`
        Tn = "TN",
        /// `TO`
        To = "TO",
        /// `TR`
        Tr = "TR",
        /// `TT`
        Tt = "TT",
        /// `TV`
        Tv = "TV",
        /// `TW`
        Tw = "TW",
        /// `TZ`
        Tz = "TZ",
        /// `UA`
        Ua = "UA",
        /// `UG`
        Ug = "UG",
        /// `UM`
        Um = "UM",
        /// `US`
        Us = "US",
        /// `UY`
        Uy = "UY",
        /// `UZ`
        Uz = "UZ",
        /// `VA`
        Va = "VA",
        /// `VC`
        Vc = "VC",
        /// `VE`
        Ve = "VE",
        /// `VG`
        Vg = "VG",
        /// `VI`
        Vi = "VI",
        /// `VN`
        Vn = "VN",
        /// `VU`
        Vu = "VU",
        /// `WF`
        Wf = "WF",
        /// `WS`
        Ws = "WS",
        /// `XK`
        Xk = "XK",
        /// `YE`
        Ye = "YE",
        /// `YT`
        Yt = "YT",
        /// `ZA`
        Za = "ZA",
        /// `ZM`
        Zm = "ZM",
        /// `ZW`
        Zw = "ZW",
    }
}

/// An error response. Documented for an unknown API version; other errors may have another form.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct ErrorResponse {
    /// The error.
    ///
    /// Not on the provider's page: the page shows no error body; Sequence's page on versions does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorDetail>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    ErrorResponse: "an object" {
        error = "error",
    }
}

impl ::progenitor_client::Answer for ErrorResponse {
    fn is_blank(&self) -> bool {
        self.extra.stands_alone()
    }
}

/// Type and message of an error.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct ErrorDetail {
    /// Type of the error. Only `UnrecognisedApiVersion` is documented.
    ///
    /// On the wire: `type`.
    ///
    /// Not on the provider's page: the page shows no error body; Sequence's page on versions does.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// Human-readable error message.
    ///
    /// Not on the provider's page: the page shows no error body; Sequence's page on versions does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    ErrorDetail: "an object" {
        type_ = "type",
        message = "message",
    }
}
