namespace Sequence.Connectors.Xero;

/// <summary>
/// The pages where customers look at their invoices and pay them. Opened with <see cref="ConnectorSession.Find{TContract}"/>.
/// </summary>
public interface IXeroInvoicePages
{
    /// <summary>
    /// The address of an invoice's page for its customer; null where it has none, as drafts do, or Xero does not show the
    /// invoice.
    /// </summary>
    /// <param name="externalId">Xero's id of the invoice.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConnectorException">The system cannot be reached or refuses.</exception>
    Task<Uri?> FindAsync(string externalId, CancellationToken cancellationToken);
}
