namespace Sequence.Connectors.QuickBooks;

/// <summary>The kinds of objects that are read.</summary>
internal static class QuickBooksEntities
{
    public static QuickBooksEntity<QuickBooksCustomer, Customer> Customer { get; } = new()
    {
        Name = "Customer",
        HasActive = true,
        Type = QuickBooksJson.Default.QuickBooksCustomer,
        ToRecord = QuickBooksCustomerMapper.ToCustomer,
        Unreadable = (id, source) => new() { Id = id, Source = source },
        MetaData = wire => wire.MetaData,
    };

    public static QuickBooksEntity<QuickBooksDocument, Invoice> Invoice { get; } = new()
    {
        Name = "Invoice",
        Type = QuickBooksJson.Default.QuickBooksDocument,
        ToRecord = QuickBooksDocumentMapper.ToInvoice,
        Unreadable = (id, source) => new() { Id = id, Source = source },
        MetaData = wire => wire.MetaData,
    };

    public static QuickBooksEntity<QuickBooksDocument, CreditMemo> CreditMemo { get; } = new()
    {
        Name = "CreditMemo",
        Type = QuickBooksJson.Default.QuickBooksDocument,
        ToRecord = QuickBooksDocumentMapper.ToCreditMemo,
        Unreadable = (id, source) => new() { Id = id, Source = source },
        MetaData = wire => wire.MetaData,
    };

    public static QuickBooksEntity<QuickBooksPayment, Payment> Payment { get; } = new()
    {
        Name = "Payment",
        Type = QuickBooksJson.Default.QuickBooksPayment,
        ToRecord = QuickBooksPaymentMapper.ToPayment,
        Unreadable = (id, source) => new() { Id = id, Source = source },
        MetaData = wire => wire.MetaData,
    };

    public static QuickBooksEntity<QuickBooksItem, Product> Item { get; } = new()
    {
        Name = "Item",
        HasActive = true,
        Type = QuickBooksJson.Default.QuickBooksItem,
        ToRecord = QuickBooksListMapper.ToProduct,
        Unreadable = (id, source) => new() { Id = id, Source = source },
        MetaData = wire => wire.MetaData,
    };

    public static QuickBooksEntity<QuickBooksAccount, LedgerAccount> Account { get; } = new()
    {
        Name = "Account",
        HasActive = true,
        Type = QuickBooksJson.Default.QuickBooksAccount,
        ToRecord = QuickBooksListMapper.ToAccount,
        Unreadable = (id, source) => new() { Id = id, Source = source },
        MetaData = wire => wire.MetaData,
    };
}
