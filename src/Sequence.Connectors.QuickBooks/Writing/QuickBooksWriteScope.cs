using System.Collections.Frozen;

namespace Sequence.Connectors.QuickBooks;

/// <summary>What making a body needs beside the intent: the company, its customers and the tenant's choices.</summary>
internal sealed record QuickBooksWriteScope(
    QuickBooksCompanyFacts Company,
    QuickBooksSettings Settings,
    QuickBooksLinks Links,
    HostProduct Product,
    IReadOnlyDictionary<string, QuickBooksCustomerFacts> Customers)
{
    /// <summary>
    /// The problems that what is known of a company or a customer decides: a person may have mended them in QuickBooks since it
    /// was read.
    /// </summary>
    private static readonly FrozenSet<string> OfFacts = FrozenSet.Create(
        StringComparer.Ordinal,
        "books.closed",
        "currency.unsupported",
        "currency.differs",
        "item.unmapped",
        "number.too_long",
        "tax.code.missing",
        "tax.code.unmapped",
        "tax.codes.mixed",
        "custom_field.unknown",
        "custom_field.shared"
    );

    /// <summary>Whether all of it was read for this write, past what is kept.</summary>
    public bool IsFresh { get; init; }

    /// <summary>Whether a refusal may be one of what was true when it was read, and is not any more.</summary>
    public bool MayBeOutdated(IReadOnlyList<Problem> problems) => !IsFresh && problems.Any(problem => OfFacts.Contains(problem.Code));
}
