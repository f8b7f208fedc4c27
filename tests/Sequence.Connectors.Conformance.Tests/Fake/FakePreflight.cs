using System.Globalization;

namespace Sequence.Connectors.Conformance.Tests;

internal sealed class FakePreflight(FakeGateway gateway, ConnectionContext context) : IPreflight
{
    public async Task<PreflightReport> RunAsync(CancellationToken cancellationToken)
    {
        var rows = gateway.Flaw == Flaw.ExaminesOnce ? 0 : await CountAsync(cancellationToken);
        return new PreflightReport { Facts = [new PreflightFact("rows", "Rows", rows.ToString(CultureInfo.InvariantCulture))] };
    }

    private async Task<int> CountAsync(CancellationToken cancellationToken) =>
        (await gateway.CallAsync(context, writes: false, access => gateway.System.Read(access, 0, int.MaxValue, true), cancellationToken))
            .Length;
}
