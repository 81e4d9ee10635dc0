// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string>

namespace proviso::cli {
namespace {

constexpr int kDefaultWidth = 100;
constexpr int kMinWidth = 40;
constexpr int kMaxWidth = 240;

std::string_view Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

}  // namespace

bool IsTerminal(Stream stream) { return isatty(static_cast<int>(stream)) == 1; }

bool UsesColor(ColorChoice choice, Stream stream) {
  if (choice != ColorChoice::Auto) return choice == ColorChoice::Always;
  return Environment("NO_COLOR").empty() && Environment("TERM") != "dumb" && IsTerminal(stream);
}

int TerminalWidth(Stream stream) {
  int width = std::atoi(std::string(Environment("COLUMNS")).c_str());
  if (width <= 0) {
    winsize size{};
    if (ioctl(static_cast<int>(stream), TIOCGWINSZ, &size) == 0) width = size.ws_col;
  }
  if (width <= 0) width = kDefaultWidth;
  return std::clamp(width, kMinWidth, kMaxWidth);
}

std::string_view StyleCode(Style style, bool color) {
  if (!color) return "";
  switch (style) {
    case Style::Bold:
      return "\x1b[1m";
    case Style::Dim:
      return "\x1b[2m";
    case Style::Red:
      return "\x1b[31m";
    case Style::Yellow:
      return "\x1b[33m";
    case Style::Green:
      return "\x1b[32m";
    case Style::Cyan:
      return "\x1b[36m";
    case Style::Reset:
      break;
  }
  return "\x1b[0m";
}

}  // namespace proviso::cli
