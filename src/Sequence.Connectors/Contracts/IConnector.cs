namespace Sequence.Connectors;

/// <summary>One system. Small on purpose: it grows by new contracts that a surface declares, never by new members.</summary>
public interface IConnector
{
    /// <summary>Who the connector is.</summary>
    ConnectorInfo Info { get; }

    /// <summary>
    /// Declares what the system can do. What is not declared here cannot be asked for; call it often, it must not call out.
    /// </summary>
    void Describe(ConnectorSurface surface);
}
