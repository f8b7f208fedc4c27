namespace Sequence.Connectors;

/// <summary>Whether an account holds real books.</summary>
public enum ConnectorEnvironment
{
    /// <summary>Real accounts.</summary>
    Production,

    /// <summary>Accounts for trying things out.</summary>
    Sandbox,
}
