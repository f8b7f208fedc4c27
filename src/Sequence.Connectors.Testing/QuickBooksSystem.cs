using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Testing;

/// <summary>The simulated QuickBooks Online; its accounts are realms.</summary>
internal sealed class QuickBooksSystem(QuickBooksSimulator simulator) : SimulatedSystem
{
    public override string Connector => "quickbooks";

    public override Uri ConsentAddress => simulator.AuthorizeAddress;

    public override Uri Approve(Uri page, string? account) => simulator.Approve(page, account);

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
