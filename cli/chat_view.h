// SPDX-License-Identifier: Apache-2.0
// How a conversation looks in a terminal.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "runtime/session/events.h"

namespace proviso::cli {

struct ChatStyle {
  int width = 100;
  bool color = false;
  bool trace = false;  // tool calls, results and readings too
};

class ChatView {
 public:
  ChatView(std::ostream& out, ChatStyle style);

  void Show(const std::vector<session::Output>& outputs);
  // What the customer's words were taken for; only when tracing.
  void ShowReading(const Reading& reading);
  void ShowKnown(const std::vector<std::pair<std::string, Value>>& known);
  void ShowInfo(const std::string& text);
  void Prompt();
  // The customer's line, when it does not come from a keyboard that shows it already.
  void Echo(const std::string& line);

  // The label that a bare number stands for after a numbered question, or the line itself.
  std::string ResolveNumber(const std::string& line) const;
  bool ended() const { return ended_; }
  bool trace() const { return style_.trace; }
  void set_trace(bool trace) { style_.trace = trace; }

 private:
  struct Shower;
  void Paragraph(std::string_view speaker, std::string_view text);
  void Dim(const std::string& text);

  std::ostream& out_;
  ChatStyle style_;
  std::vector<std::string> choices_;  // of the last question
  bool ended_ = false;
};

}  // namespace proviso::cli
