/// The command line.
public enum CommandLineTool {}
