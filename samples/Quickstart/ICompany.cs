namespace Quickstart;

/// <summary>The QuickBooks company at the other side: a simulated one, or one in Intuit's sandbox.</summary>
internal interface ICompany : IAsyncDisposable
{
    /// <summary>Where QuickBooks sends the person back to after consent.</summary>
    Uri RedirectUri { get; }

    /// <summary>Puts QuickBooks in, with this program's client id and secret.</summary>
    void AddTo(SequenceConnectorsBuilder connectors);

    /// <summary>Lets a person consent, and gives the full address that they were sent back to.</summary>
    Task<Uri> ConsentAsync(Uri page, CancellationToken cancellationToken);

    /// <summary>Receives a payment as a person in QuickBooks does; false where a person has to.</summary>
    bool TryReceivePayment(string invoiceId, decimal amount);
}
