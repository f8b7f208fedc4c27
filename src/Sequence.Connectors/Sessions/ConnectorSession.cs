namespace Sequence.Connectors;

/// <summary>
/// One connection, ready to read and write. Validation, tracing and error wrapping happen here, once for all systems. Safe to use
/// from many threads.
/// </summary>
public sealed class ConnectorSession
{
    private readonly ConnectionContext _context;

    internal ConnectorSession(ConnectorInfo connector, ConnectorSurface surface, ConnectionContext context) =>
        (Connector, Surface, _context) = (connector, surface, context);

    /// <summary>The system.</summary>
    public ConnectorInfo Connector { get; }

    /// <summary>What the system can do.</summary>
    public ConnectorSurface Surface { get; }

    /// <summary>The connection.</summary>
    public Connection Connection => _context.Connection;

    /// <summary>The customers.</summary>
    public RecordSet<Customer> Customers => Records<Customer>();

    /// <summary>The invoices.</summary>
    public RecordSet<Invoice> Invoices => Records<Invoice>();

    /// <summary>The credit memos.</summary>
    public RecordSet<CreditMemo> CreditMemos => Records<CreditMemo>();

    /// <summary>The payments.</summary>
    public RecordSet<Payment> Payments => Records<Payment>();

    /// <summary>The products.</summary>
    public RecordSet<Product> Products => Records<Product>();

    /// <summary>The tax rates.</summary>
    public RecordSet<TaxRate> TaxRates => Records<TaxRate>();

    /// <summary>The ledger accounts.</summary>
    public RecordSet<LedgerAccount> LedgerAccounts => Records<LedgerAccount>();

    /// <summary>The records of a type. Whether the system can read or write them shows when they are read or written.</summary>
    public RecordSet<TRecord> Records<TRecord>()
        where TRecord : class, IRecord => new(Connector, Surface, _context);

    /// <summary>A contract that the system offers beyond this package; null when it does not.</summary>
    public TContract? Find<TContract>()
        where TContract : class => Surface.FindOffer<TContract>()?.Invoke(_context);

    /// <summary>Examines the account, past every cache.</summary>
    /// <exception cref="ConnectorException">The account cannot be reached, or the system has no examination.</exception>
    public async Task<PreflightReport> PreflightAsync(CancellationToken cancellationToken = default)
    {
        var open =
            Surface.Preflight
            ?? throw new ConnectorException(ConnectorErrorKind.NotSupported, $"{Connector.Name} has no preflight.")
            {
                Connector = Connector.Id,
            };
        using var trace = ConnectorTelemetry.Start("preflight", Connector.Id, Connection.Id, recordType: null);
        return await open(_context).RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
