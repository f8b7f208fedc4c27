namespace Sequence.Connectors.Tests;

public sealed class ConnectorSurfaceTests
{
    [Fact]
    public void A_second_writer_of_a_type_never_replaces_the_first_in_silence()
    {
        var surface = new ConnectorSurface();
        new ScriptedConnector().Describe(surface);

        Assert.Throws<InvalidOperationException>(() => new ScriptedConnector().Describe(surface));
        Assert.Single(surface.Writers);
    }
}
