namespace Orch.Recovery;

/// <summary>What became of a lost agent.</summary>
internal enum ResumeResult
{
    /// <summary>A supervisor was seen to take it up.</summary>
    Resumed,

    /// <summary>It was being killed when its supervisor went away; that is done now.</summary>
    Cancelled,

    /// <summary>It stays lost; the detail says what is in the way.</summary>
    Failed,
}
