namespace Sequence.Connectors.QuickBooks;

/// <summary>How a company taxes its sales, which decides what its lines may carry.</summary>
internal enum QuickBooksTaxMode
{
    /// <summary>Sales tax is not set up.</summary>
    None,

    /// <summary>US, automated: lines carry TAX or NON, and QuickBooks computes the tax itself.</summary>
    AutomatedUs,

    /// <summary>US, by hand: lines carry TAX or NON, and the document names one tax code.</summary>
    ManualUs,

    /// <summary>Elsewhere: every line carries a tax code of the company.</summary>
    Global,
}
