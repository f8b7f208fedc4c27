namespace Sequence.Connectors.QuickBooks;

/// <summary>What making a body needs beside the intent: the company, its customers and the tenant's choices.</summary>
internal sealed record QuickBooksWriteScope(
    QuickBooksCompanyFacts Company,
    QuickBooksSettings Settings,
    QuickBooksLinks Links,
    HostProduct Product,
    IReadOnlyDictionary<string, QuickBooksCustomerFacts> Customers);
