using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Testing;

/// <summary>The simulated Xero; its accounts are organisations' tenant ids.</summary>
internal sealed class XeroSystem(XeroSimulator simulator) : SimulatedSystem
{
    public override string Connector => "xero";

    public override Uri ConsentAddress => simulator.AuthorizeAddress;

    public override Uri Approve(Uri page, string? account) => account is null ? simulator.Approve(page) : simulator.Approve(page, account);

    public override (ReadOnlyMemory<byte> Body, IReadOnlyDictionary<string, string> Headers)? TakeDelivery() =>
        simulator.Webhooks.TakeNext() is { } next
            ? (
                next.Body,
                new Dictionary<string, string>(next.Headers, StringComparer.OrdinalIgnoreCase)
                {
                    ["Content-Type"] = next.ContentType,
                }
            )
            : null;
}
