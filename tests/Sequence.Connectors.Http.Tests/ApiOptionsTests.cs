using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Sequence.Connectors.Http.Tests;

public sealed class ApiOptionsTests
{
    [Fact]
    public async Task Refuse_what_makes_no_sense_by_name()
    {
        await using var host = new TestHost(configure: connectors =>
            connectors.ConfigureApi(api => (api.LimitShare, api.MaxAttempts) = (1.5, 0))
        );

        var failure = Assert.Throws<OptionsValidationException>(() => host.Open());

        Assert.Contains("ApiOptions.LimitShare", failure.Message, StringComparison.Ordinal);
        Assert.Contains("ApiOptions.MaxAttempts", failure.Message, StringComparison.Ordinal);
        Assert.Contains("ConfigureApi", failure.Message, StringComparison.Ordinal);
    }
}
