namespace Sequence.Connectors.Xero;

/// <summary>The kinds of objects that are read.</summary>
internal static class XeroEntities
{
    public static XeroEntity<XeroContact, Customer> Contact { get; } = new()
    {
        List = "Contacts",
        IdMember = "ContactID",
        Shape = XeroContact.Shape,
        ToChange = XeroContactMapper.ToChange,
        Unreadable = (id, source) => new() { Id = id, Source = source },
        TakesIds = true,
        HidesArchived = true,
        Filter = settings => settings.ReadsCustomersOnly ? "IsCustomer==true" : null,
        IsArchived = customer => customer.State == RecordState.Archived,
    };

    public static XeroEntity<XeroDocument, Invoice> Invoice { get; } = new()
    {
        List = "Invoices",
        IdMember = "InvoiceID",
        Shape = XeroDocument.Shape,
        ToChange = XeroDocumentMapper.ToInvoiceChange,
        Unreadable = (id, source) => new() { Id = id, Source = source },
        TakesIds = true,
        HidesArchived = true,
        HasUnitDecimals = true,
        Filter = _ => "Type==\"ACCREC\"",
    };

    public static XeroEntity<XeroDocument, CreditMemo> CreditNote { get; } = new()
    {
        List = "CreditNotes",
        IdMember = "CreditNoteID",
        Shape = XeroDocument.Shape,
        ToChange = XeroDocumentMapper.ToCreditMemoChange,
        Unreadable = (id, source) => new() { Id = id, Source = source },
        HasUnitDecimals = true,
        Filter = _ => "Type==\"ACCRECCREDIT\"",
    };

    public static XeroEntity<XeroPayment, Payment> Payment { get; } = new()
    {
        List = "Payments",
        IdMember = "PaymentID",
        Shape = XeroPayment.Shape,
        ToChange = XeroPaymentMapper.ToChange,
        Unreadable = (id, source) => new() { Id = id, Source = source },
        Filter = _ => "PaymentType==\"ACCRECPAYMENT\"",
    };

    public static XeroEntity<XeroItem, Product> Item { get; } = new()
    {
        List = "Items",
        IdMember = "ItemID",
        Shape = XeroItem.Shape,
        ToChange = XeroListMapper.ToProduct,
        Unreadable = (id, source) => new() { Id = id, Source = source },
        IsPaged = false,
        HasUnitDecimals = true,
    };

    public static XeroEntity<XeroAccount, LedgerAccount> Account { get; } = new()
    {
        List = "Accounts",
        IdMember = "AccountID",
        Shape = XeroAccount.Shape,
        ToChange = XeroListMapper.ToAccount,
        Unreadable = (id, source) => new() { Id = id, Source = source },
        IsPaged = false,
        IsArchived = account => account.State == RecordState.Archived,
    };

    public static XeroEntity<XeroTaxRate, TaxRate> TaxRate { get; } = new()
    {
        List = "TaxRates",
        IdMember = "TaxType",
        Shape = XeroTaxRate.Shape,
        ToChange = XeroListMapper.ToTaxRate,
        Unreadable = (id, source) => new() { Id = id, Source = source },
        IsPaged = false,
        KnowsChanges = false,
        IsArchived = rate => rate.State == RecordState.Archived,
    };
}
