using System.Text;

namespace Sequence.Connectors.Simulators.Tests;

/// <summary>Signatures that Intuit's own SDKs carry in their tests (WebhooksServiceTest of the .NET and of the Java SDK).</summary>
public sealed class WebhookSignatureVectorTests
{
    [Theory]
    [InlineData("00faeec4-08d0-4996-bb37-698ae19f0149", DotNetBody, "6q+xGyMirJupwKTh2/WBl2NcdxzxqdIbk3sneKTxLWM=")]
    [InlineData("b5771f19b12ddb4bcdb9f08bdc50bc63878a", JavaBody, "JC2GUwciPmRBwEO7WvrRmKqu9tGOKL8FFallocTFi8Q=")]
    public void The_simulator_signs_as_Intuit_does(string token, string body, string signature) =>
        Assert.Equal(signature, QuickBooksWebhookPayloads.Sign(Encoding.UTF8.GetBytes(body), token));

    private const string DotNetBody = """{"eventNotifications":[{"realmId":"1269959970","dataChangeEvent":{"entities":["""
        + """{"name":"Vendor","id":"40","operation":"Update","lastUpdated":"2016-10-05T03:09:04.000Z"},"""
        + """{"name":"Customer","id":"43","operation":"Create","lastUpdated":"2016-10-05T03:07:04.000Z"}]}}]}""";

    private const string JavaBody = """{"eventNotifications":[{"realmId":"1185883450","dataChangeEvent":{"entities":["""
        + """{"name":"Customer","id":"1","operation":"Create","lastUpdated":"2015-10-05T14:42:19-0700"}]}}]}""";
}
