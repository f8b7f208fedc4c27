namespace Sequence.Connectors.QuickBooks;

/// <summary>The kinds of objects that are read.</summary>
internal static class QuickBooksEntities
{
    public static QuickBooksEntity<QuickBooksCustomer, Customer> Customer { get; } = new()
    {
        Name = "Customer",
        HasActive = true,
        Shape = QuickBooksCustomer.Shape,
        ToRecord = QuickBooksCustomerMapper.ToCustomer,
        Unreadable = (id, source) => new() { Id = id, Source = source },
    };

    public static QuickBooksEntity<QuickBooksDocument, Invoice> Invoice { get; } = new()
    {
        Name = "Invoice",
        Shape = QuickBooksDocument.Shape,
        ToRecord = QuickBooksDocumentMapper.ToInvoice,
        Unreadable = (id, source) => new() { Id = id, Source = source },
    };

    public static QuickBooksEntity<QuickBooksDocument, CreditMemo> CreditMemo { get; } = new()
    {
        Name = "CreditMemo",
        Shape = QuickBooksDocument.Shape,
        ToRecord = QuickBooksDocumentMapper.ToCreditMemo,
        Unreadable = (id, source) => new() { Id = id, Source = source },
    };

    public static QuickBooksEntity<QuickBooksPayment, Payment> Payment { get; } = new()
    {
        Name = "Payment",
        Shape = QuickBooksPayment.Shape,
        ToRecord = QuickBooksPaymentMapper.ToPayment,
        Unreadable = (id, source) => new() { Id = id, Source = source },
    };

    public static QuickBooksEntity<QuickBooksItem, Product> Item { get; } = new()
    {
        Name = "Item",
        HasActive = true,
        Shape = QuickBooksItem.Shape,
        ToRecord = QuickBooksListMapper.ToProduct,
        Unreadable = (id, source) => new() { Id = id, Source = source },
    };

    public static QuickBooksEntity<QuickBooksAccount, LedgerAccount> Account { get; } = new()
    {
        Name = "Account",
        HasActive = true,
        Shape = QuickBooksAccount.Shape,
        ToRecord = QuickBooksListMapper.ToAccount,
        Unreadable = (id, source) => new() { Id = id, Source = source },
    };
}
