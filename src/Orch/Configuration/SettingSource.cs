using System.Text.Json.Serialization;
using Orch.State;

namespace Orch.Configuration;

/// <summary>Where a setting comes from; a later one goes over an earlier one.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<SettingSource>))]
internal enum SettingSource
{
    /// <summary>Nobody set it.</summary>
    Default,

    /// <summary>The user's own file.</summary>
    UserFile,

    /// <summary>The file <c>orch.toml</c> in the repository.</summary>
    RepositoryFile,

    /// <summary>A variable of the environment.</summary>
    Environment,

    /// <summary>An option of the command line, or of the library's caller.</summary>
    Flag,
}
