namespace Sequence.Connectors.Tests;

public sealed class ConnectorExceptionTests
{
    [Fact]
    public void Links_to_the_heading_of_its_kind() => Assert.EndsWith(
        "/docs/errors.md#ratelimited",
        new ConnectorException(ConnectorErrorKind.RateLimited, "Wait.").HelpLink,
        StringComparison.Ordinal);

    [Fact]
    public void Is_transient_only_where_waiting_alone_may_help() => Assert.Equal(
        [ConnectorErrorKind.RateLimited, ConnectorErrorKind.Unavailable, ConnectorErrorKind.Timeout],
        Enum.GetValues<ConnectorErrorKind>().Where(kind => new ConnectorException(kind, "No.").IsTransient));
}
