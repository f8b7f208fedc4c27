namespace Sequence.Connectors;

/// <summary>
/// The table of contents of a connector: typed contracts, each with a way to open it for a connection. The capability tables in
/// the documentation are printed from it.
/// </summary>
public sealed class ConnectorSurface
{
    private readonly Dictionary<RecordType, ReadCapability> _readers = [];
    private readonly Dictionary<RecordType, WriteCapability> _writers = [];
    private readonly List<SettingDefinition> _settings = [];
    private readonly Dictionary<Type, object> _offers = [];

    /// <summary>How accounts are connected; null for a system that needs no consent.</summary>
    public IAuthorizationFlow? Authorization { get; private set; }

    /// <summary>What verifies and reads the system's webhooks; null for a system that sends none.</summary>
    public IWebhookReceiver? Webhooks { get; private set; }

    /// <summary>The settings that a connection may carry.</summary>
    public IReadOnlyList<SettingDefinition> Settings => _settings;

    /// <summary>The types of records whose custom fields a connection's field maps may map; empty where none, or nobody says.</summary>
    public IReadOnlyList<RecordType> MappedTypes { get; private set; } = [];

    /// <summary>What can be read.</summary>
    public IReadOnlyCollection<ReadCapability> Readers => _readers.Values;

    /// <summary>What can be written.</summary>
    public IReadOnlyCollection<WriteCapability> Writers => _writers.Values;

    internal Func<ConnectionContext, IPreflight>? Preflight { get; private set; }

    /// <summary>Whether a connection can be examined.</summary>
    public bool HasPreflight => Preflight is not null;

    /// <summary>Declares how accounts are connected.</summary>
    public ConnectorSurface Authorizes(IAuthorizationFlow flow)
    {
        Authorization = flow;
        return this;
    }

    /// <summary>Declares a reader. The type of record is taken from the contract that the reader implements.</summary>
    public ConnectorSurface Reads<TRecord>(Func<ConnectionContext, IRecordReader<TRecord>> open, ReadTraits traits)
        where TRecord : class, IRecord
    {
        var type = RecordType.Of<TRecord>();
        return _readers.TryAdd(type, new ReadCapability(type, traits, open)) ? this : throw Twice("reads", type);
    }

    /// <summary>Declares a writer. The type of record is taken from the contract that the writer implements.</summary>
    public ConnectorSurface Writes<TRecord>(Func<ConnectionContext, IRecordWriter<TRecord>> open, WriteTraits traits)
        where TRecord : class, IRecord
    {
        var type = RecordType.Of<TRecord>();
        return _writers.TryAdd(type, new WriteCapability(type, traits, open)) ? this : throw Twice("writes", type);
    }

    /// <summary>Declares what verifies and reads the system's webhooks.</summary>
    public ConnectorSurface Receives(IWebhookReceiver receiver)
    {
        Webhooks = receiver;
        return this;
    }

    /// <summary>Declares how a connection is examined.</summary>
    public ConnectorSurface Examines(Func<ConnectionContext, IPreflight> open)
    {
        Preflight = open;
        return this;
    }

    /// <summary>
    /// Declares a contract that this package does not know, such as the raw requests of a REST system: how connectors grow
    /// without new members here. <see cref="ConnectorSession.Find{TContract}"/> opens it.
    /// </summary>
    public ConnectorSurface Offers<TContract>(Func<ConnectionContext, TContract> open)
        where TContract : class
    {
        _offers[typeof(TContract)] = open;
        return this;
    }

    /// <summary>Declares a setting that a connection may carry.</summary>
    public ConnectorSurface Setting(SettingDefinition setting)
    {
        _settings.Add(setting);
        return this;
    }

    /// <summary>
    /// Declares which types of records have fields that the model leaves free, so that a host's custom fields can be mapped to them, and
    /// what tells which fields an account has. A field map of another type is refused.
    /// </summary>
    public ConnectorSurface MapsFields(Func<ConnectionContext, IMappableFields> open, params IReadOnlyList<RecordType> types)
    {
        MappedTypes = types;
        return Offers(open);
    }

    private static InvalidOperationException Twice(string verb, RecordType type) =>
        new($"The surface {verb} records named {type.Name} already; declare each type once, and give two classes two names.");

    internal Func<ConnectionContext, TContract>? FindOffer<TContract>()
        where TContract : class => (Func<ConnectionContext, TContract>?)_offers.GetValueOrDefault(typeof(TContract));

    internal ReadCapability? FindReader(RecordType type) => _readers.GetValueOrDefault(type);

    internal WriteCapability? FindWriter(RecordType type) => _writers.GetValueOrDefault(type);
}
