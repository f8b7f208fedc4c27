using System.Text;

namespace Sequence.Connectors.Simulators.Tests;

/// <summary>Bodies that Xero signed, with their keys, as others recorded them.</summary>
public sealed class XeroWebhookVectorTests
{
    [Theory]
    [InlineData(
        "LR+QgKlbRciIPYpi65tTKLaZ3FzLLofCNEQWrRXqWXJeDFrfexzfVI9SmnVuCWDJ4jnjHB9ECtOyxZSofRxwWw==", "LUWDSUDGSWNZVALZXBEV",
        "BjzNbYUfrzg4g8wxm+dKHaZVrKxr2m75E296fUbD1E4=")]
    [InlineData("test_key", "NLDZEGWUXNHESAQVGLYF", "ixznmr+Pdl6QymsWZM+9UkY4lu97q04sJyejmSOp25U=")]
    public void Signs_as_Xero_does(string key, string entropy, string signature)
    {
        var body = $"{{\"events\":[],\"firstEventSequence\": 0,\"lastEventSequence\": 0, \"entropy\": \"{entropy}\"}}";

        Assert.Equal(signature, XeroWebhookPayloads.Sign(Encoding.UTF8.GetBytes(body), key));
    }
}
