namespace Sequence.Connectors.Simulators;

/// <summary>An entity of the accounting API: its path segment, its name, and the member that identifies it.</summary>
internal sealed record XeroKind(string Plural, string Name, string IdMember)
{
    public static XeroKind Contact { get; } = new("Contacts", "Contact", "ContactID");

    public static XeroKind Invoice { get; } = new("Invoices", "Invoice", "InvoiceID");

    public static XeroKind CreditNote { get; } = new("CreditNotes", "CreditNote", "CreditNoteID");

    public static XeroKind Payment { get; } = new("Payments", "Payment", "PaymentID");

    public static XeroKind BatchPayment { get; } = new("BatchPayments", "BatchPayment", "BatchPaymentID");

    public static XeroKind Item { get; } = new("Items", "Item", "ItemID");

    public static XeroKind Account { get; } = new("Accounts", "Account", "AccountID");

    public static XeroKind TaxRate { get; } = new("TaxRates", "TaxRate", "TaxType");

    public static XeroKind TrackingCategory { get; } = new("TrackingCategories", "TrackingCategory", "TrackingCategoryID");

    public static XeroKind Currency { get; } = new("Currencies", "Currency", "Code");

    public static XeroKind BrandingTheme { get; } = new("BrandingThemes", "BrandingTheme", "BrandingThemeID");

    public static IReadOnlyList<XeroKind> All { get; } =
        [Contact, Invoice, CreditNote, Payment, BatchPayment, Item, Account, TaxRate, TrackingCategory, Currency, BrandingTheme];

    /// <summary>Whether lists of it can be paged.</summary>
    public bool IsPaged => Name is "Contact" or "Invoice" or "CreditNote" or "Payment";

    public static XeroKind? Find(string segment) =>
        All.FirstOrDefault(kind => kind.Plural.Equals(segment, StringComparison.OrdinalIgnoreCase));

    public static XeroKind? Named(string name) => All.FirstOrDefault(kind => kind.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
