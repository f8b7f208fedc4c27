namespace Sequence.Connectors.Simulators;

/// <summary>
/// Which entities exist and how they behave: lists hide inactive members, transactions share ids, the rest is known but empty here.
/// </summary>
internal static class EntityKinds
{
    private static readonly Dictionary<string, EntityRules> Rules = new EntityRules[]
    {
        new InvoiceRules(), new CreditMemoRules(), new PaymentRules(),
        new CustomerRules(), new VendorRules(), new NameRules("Employee"),
        new ItemRules(), new ListRules("Account", "AccountType"), new ListRules("Term"), new AttachableRules(),
        new SettingRules("TaxCode"), new SettingRules("TaxRate"),
        new SettingRules("CompanyInfo"), new SettingRules("Preferences"),
        new LedgerRules("JournalEntry"), new LedgerRules("Deposit"), new LedgerRules("Purchase"),
    }.ToDictionary(rules => rules.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Entities of QuickBooks that a query may name and that hold nothing here.</summary>
    private static readonly Dictionary<string, string> Unused = new[]
    {
        "Bill", "BillPayment", "Budget", "Class", "CompanyCurrency", "CustomerType", "Department",
        "Estimate", "ExchangeRate",
        "InventoryAdjustment", "JournalCode", "PaymentMethod", "PurchaseOrder", "RecurringTransaction",
        "RefundReceipt",
        "ReimburseCharge", "SalesReceipt", "TaxAgency", "TimeActivity", "Transfer", "VendorCredit",
    }.ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    public static EntityRules? Find(string? name) => name is null ? null : Rules.GetValueOrDefault(name);

    public static string? UnusedName(string name) => Unused.GetValueOrDefault(name);

    public static bool IsName(string entity) => entity is "Customer" or "Vendor" or "Employee";

    public static bool IsTransaction(string entity) => entity is "Invoice" or "CreditMemo" or "Payment";

    public static bool HasActive(string entity) =>
        !IsTransaction(entity)
        && Rules.GetValueOrDefault(entity) is not LedgerRules
        && entity is not ("CompanyInfo" or "Preferences" or "Attachable");
}
