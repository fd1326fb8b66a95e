//! The types of Kinds's request and response bodies.

use std::collections::BTreeMap;
use progenitor_client::{
    Base64, Date, Decimal, Extra, Object, Secret, UnixTime, UnixTimeMs, Value,
};

/// Scalars of all formats.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Values {
    /// A date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// A time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<UnixTime>,
    /// A time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub milliseconds: Option<UnixTimeMs>,
    /// Bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<Base64>,
    /// A secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<Secret>,
    /// Money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Decimal>,
    /// A number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub float: Option<f32>,
    /// A number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub double: Option<f64>,
    /// A number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unsigned: Option<u64>,
    /// A format without a type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// How high.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<ValuesLevel>,
    /// How much.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<ValuesShare>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Values: "an object that holds secrets" {
        date = "date",
        seconds = "seconds",
        milliseconds = "milliseconds",
        bytes = "bytes",
        secret = "secret" as secret,
        amount = "amount",
        float = "float",
        double = "double",
        unsigned = "unsigned",
        other = "other",
        level = "level",
        share = "share",
    }
}

impl ::progenitor_client::Answer for Values {
    fn is_blank(&self) -> bool {
        self.extra.stands_alone()
    }
}

progenitor_client::open_enum! {
    /// How high.
    pub enum ValuesLevel {
        /// `1`
        X1 = "1" | 1,
        /// `2`
        X2 = "2" | 2,
        /// `-1`
        Minus1 = "-1" | -1,
    }
}

progenitor_client::open_enum! {
    /// How much.
    pub enum ValuesShare {
        /// `0.5`
        X05 = "0.5" | 0.5,
        /// `1.25`
        X125 = "1.25" | 1.25,
        /// `-0.75`
        Minus075 = "-0.75" | -0.75,
    }
}

/// A payment.
#[derive(Clone, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[cfg_attr(feature = "schemars", schemars(untagged))]
#[allow(clippy::large_enum_variant, reason = "a box would be in the way of every match")]
#[non_exhaustive]
pub enum Payment {
    /// `kind` is `card` or `credit_card`.
    Card(Card),
    /// `kind` is `transfer`.
    Transfer(Box<Transfer>),
    /// A value that fits none of these, as it was sent.
    Unknown(Value),
}

progenitor_client::union! {
    Payment by "kind" as secret {
        Card = "card" | "credit_card",
        Transfer = "transfer",
    }
}

/// A payment by card.
#[derive(::serde::Serialize, Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Card {
    /// The kind of payment.
    pub kind: String,
    /// Money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Decimal>,
    /// The card's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Secret>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Card {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new(kind: impl Into<String>) -> Self {
        Self {
            kind: kind.into(),
            amount: None,
            number: None,
            extra: Extra::default(),
        }
    }
}

progenitor_client::object! {
    Card: "an object that holds secrets" {
        kind = "kind",
        amount = "amount",
        number = "number" as secret,
    }
}

/// A payment by bank transfer.
#[derive(::serde::Serialize, Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Transfer {
    /// The kind of payment.
    pub kind: String,
    /// When it is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// The payment that this one replaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Payment>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Transfer {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new(kind: impl Into<String>) -> Self {
        Self {
            kind: kind.into(),
            due: None,
            replaces: None,
            extra: Extra::default(),
        }
    }
}

progenitor_client::object! {
    Transfer: "an object that holds secrets" {
        kind = "kind",
        due = "due",
        replaces = "replaces" as secret,
    }
}

/// Objects, lists and maps in each other.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Shapes {
    /// A circle, a rectangle, the name of a figure, or a list of these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figure: Option<ShapesFigure>,
    /// The shapes around these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<Box<Shapes>>,
    /// Numbers by group and name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<BTreeMap<String, BTreeMap<String, Decimal>>>,
    /// Some are missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holes: Option<Vec<Option<i64>>>,
    /// Anything by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub free: Option<Object>,
    /// Anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub any: Option<Value>,
    /// A name and a color.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub named: Option<ShapesNamed>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Shapes: "an object" {
        figure = "figure",
        parent = "parent",
        groups = "groups",
        holes = "holes",
        free = "free",
        any = "any",
        named = "named",
    }
}

impl ::progenitor_client::Answer for Shapes {
    fn is_blank(&self) -> bool {
        self.extra.stands_alone()
    }
}

/// A circle, a rectangle, the name of a figure, or a list of these.
#[derive(Clone, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[cfg_attr(feature = "schemars", schemars(untagged))]
#[allow(clippy::large_enum_variant, reason = "a box would be in the way of every match")]
#[non_exhaustive]
pub enum ShapesFigure {
    /// The schema `ShapesFigureCircle`.
    Circle(ShapesFigureCircle),
    /// The schema `ShapesFigureRectangle`.
    Rectangle(ShapesFigureRectangle),
    /// The schema `ShapesFigureEnum`.
    Enum(ShapesFigureEnum),
    /// One of the documented schemas.
    String(String),
    /// One of the documented schemas.
    Array(Vec<String>),
    /// A value that fits none of these, as it was sent.
    Unknown(Value),
}

progenitor_client::union! {
    ShapesFigure {
        Circle,
        Rectangle,
        Enum,
        String,
        Array,
    }
}

/// A circle.
#[derive(::serde::Serialize, Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct ShapesFigureCircle {
    /// The radius.
    pub radius: Decimal,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

impl ShapesFigureCircle {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new(radius: Decimal) -> Self {
        Self {
            radius,
            extra: Extra::default(),
        }
    }
}

progenitor_client::object! {
    ShapesFigureCircle: "an object" {
        radius = "radius",
    }
}

/// A rectangle.
#[derive(::serde::Serialize, Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct ShapesFigureRectangle {
    /// The width.
    pub width: Decimal,
    /// The height.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<Decimal>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

impl ShapesFigureRectangle {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new(width: Decimal) -> Self {
        Self {
            width,
            height: None,
            extra: Extra::default(),
        }
    }
}

progenitor_client::object! {
    ShapesFigureRectangle: "an object" {
        width = "width",
        height = "height",
    }
}

progenitor_client::open_enum! {
    /// The schema `ShapesFigureEnum`.
    pub enum ShapesFigureEnum {
        /// `unit_circle`
        UnitCircle = "unit_circle",
        /// `unit_square`
        UnitSquare = "unit_square",
    }
}

/// A name and a color.
#[derive(::serde::Serialize, Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct ShapesNamed {
    /// The name.
    pub name: String,
    /// The color.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

impl ShapesNamed {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            color: None,
            extra: Extra::default(),
        }
    }
}

progenitor_client::object! {
    ShapesNamed: "an object" {
        name = "name",
        color = "color",
    }
}

/// What has a name.
#[derive(::serde::Serialize, Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Named {
    /// The name.
    pub name: String,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Named {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            extra: Extra::default(),
        }
    }
}

progenitor_client::object! {
    Named: "an object" {
        name = "name",
    }
}

/// An account.
#[derive(::serde::Serialize, Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Account {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The property `owner`.
    pub owner: Owner,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Account {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new(id: impl Into<String>, name: impl Into<String>, owner: Owner) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            owner,
            extra: Extra::default(),
        }
    }
}

progenitor_client::object! {
    Account: "an object" {
        id = "id",
        name = "name",
        owner = "owner",
    }
}

impl ::progenitor_client::Answer for Account {
    fn is_blank(&self) -> bool {
        self.extra.stands_alone()
    }
}

/// An account.
#[derive(::serde::Serialize, Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct AccountRequest {
    /// The name.
    pub name: String,
    /// The password.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<Secret>,
    /// The property `owner`.
    pub owner: OwnerRequest,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

impl AccountRequest {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new(name: impl Into<String>, owner: OwnerRequest) -> Self {
        Self {
            name: name.into(),
            password: None,
            owner,
            extra: Extra::default(),
        }
    }
    /// Sets `password`.
    #[must_use]
    pub fn password(mut self, password: Secret) -> Self {
        self.password = Some(password);
        self
    }
}

progenitor_client::object! {
    AccountRequest: "an object that holds secrets" {
        name = "name",
        password = "password" as secret,
        owner = "owner",
    }
}

impl ::progenitor_client::Answer for AccountRequest {
    fn is_blank(&self) -> bool {
        self.extra.stands_alone()
    }
}

/// Who has an account.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct Owner {
    /// The address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

progenitor_client::object! {
    Owner: "an object" {
        email = "email",
        since = "since",
    }
}

/// Who has an account.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct OwnerRequest {
    /// The address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

impl OwnerRequest {
    /// Creates a value without optional fields.
    #[must_use]
    pub fn new() -> Self {
        Self {
            email: None,
            extra: Extra::default(),
        }
    }
    /// Sets `email`.
    #[must_use]
    pub fn email(mut self, email: impl Into<String>) -> Self {
        self.email = Some(email.into());
        self
    }
}

progenitor_client::object! {
    OwnerRequest: "an object" {
        email = "email",
    }
}

/// What to change in an account.
#[derive(::serde::Serialize, Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct AccountChange {
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Another name; null removes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nickname: Option<Option<String>>,
    /// Tags; null removes them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Option<Vec<String>>>,
    /// The account above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<Option<Box<AccountChange>>>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

impl AccountChange {
    /// Creates a value without optional fields.
    #[must_use]
    pub fn new() -> Self {
        Self {
            name: None,
            nickname: None,
            tags: None,
            parent: None,
            extra: Extra::default(),
        }
    }
    /// Sets `name`.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }
    /// Sets `nickname`. `None` sends null.
    #[must_use]
    pub fn nickname(mut self, nickname: Option<String>) -> Self {
        self.nickname = Some(nickname);
        self
    }
    /// Sets `tags`. `None` sends null.
    #[must_use]
    pub fn tags(mut self, tags: Option<Vec<String>>) -> Self {
        self.tags = Some(tags);
        self
    }
    /// Sets `parent`. `None` sends null.
    #[must_use]
    pub fn parent(mut self, parent: Option<AccountChange>) -> Self {
        self.parent = Some(parent.map(::std::boxed::Box::new));
        self
    }
}

progenitor_client::object! {
    AccountChange: "an object" {
        name = "name",
        nickname = "nickname" as nullable,
        tags = "tags" as nullable,
        parent = "parent" as nullable,
    }
}

impl ::progenitor_client::Answer for AccountChange {
    fn is_blank(&self) -> bool {
        self.extra.stands_alone()
    }
}

/// A page of payments.
#[derive(::serde::Serialize, Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
#[non_exhaustive]
pub struct ListPaymentsResponse {
    /// The payments.
    pub items: Vec<Payment>,
    /// Undocumented fields, as they were sent.
    #[serde(flatten)]
    pub extra: Extra,
}

impl ListPaymentsResponse {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new(items: Vec<Payment>) -> Self {
        Self {
            items,
            extra: Extra::default(),
        }
    }
}

progenitor_client::object! {
    ListPaymentsResponse: "an object that holds secrets" {
        items = "items" as secret,
    }
}

impl ::progenitor_client::Answer for ListPaymentsResponse {
    fn is_blank(&self) -> bool {
        self.extra.stands_alone()
    }
}
