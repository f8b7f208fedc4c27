using NodaTime;

namespace Sequence.Connectors.Tests;

public sealed class WebhookRequestTests
{
    [Fact]
    public void Finds_a_header_whatever_its_case_and_however_the_host_keeps_headers()
    {
        var request = new WebhookRequest
        {
            Method = "POST",
            Address = new("https://host.example.com/hooks"),
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Xero-Signature"] = "abc" },
            Body = default,
            ReceivedAt = Instant.FromUtc(2026, 1, 1, 0, 0),
        };

        Assert.Equal("abc", request.FindHeader("x-xero-signature"));
        Assert.Null(request.FindHeader("intuit-signature"));
    }
}
